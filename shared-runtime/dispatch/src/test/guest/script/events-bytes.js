/* {"kind": "value", "limits": {"eventBytes": 40, "eventsBytes": 100}} */
async function main() {
  const attempt = (f) => f().then(() => 'published', (e) => `${e.name} ${e.code}: ${e.message}`);
  const told = [];
  for (const size of [34, 33, 20, 20, 40, 10]) told.push(await attempt(() => events.publish('size', 'x'.repeat(size))));
  return told;
}
