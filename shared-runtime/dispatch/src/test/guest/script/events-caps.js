/* {"kind": "value"} */
async function main() {
  const attempt = (f) => f().then(() => 'published', (e) => `${e.name} ${e.code}: ${e.message}`);
  const told = [];
  for (let i = 0; i < 102; i++) told.push(await attempt(() => events.publish(i === 5 ? 'script.metric' : 'many', null)));
  return told.slice(98);
}
