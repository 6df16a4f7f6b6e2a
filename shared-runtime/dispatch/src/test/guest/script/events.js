/* {"kind": "value"} */
async function main() {
  await events.publish('client.notified', { client_id: 1, type: 'inactivity' });
  await events.publish('b');
  await events.publish('c', null, { delaySeconds: 60 });
  await events.publish('script.metric', { script_name: context.script.name, duration_ms: 1234 });
  const told = [];
  for (const f of [() => events.publish(), () => events.publish('a b'), () => events.publish('a', () => 1),
    () => events.publish('a', 1, { delaySeconds: 'x' }), () => events.publish('a', 'x'.repeat(70000))]) {
    await f().catch((e) => told.push(`${e.name}: ${e.message.slice(0, 50)}`));
  }
  return told;
}
