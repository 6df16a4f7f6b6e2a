/* {"kind": "value", "atomic": true, "kv": {"m": {"a": "1"}}} */
async function main() {
  ccf.kv.m.set(ccf.strToBuf('b'), ccf.jsonCompatibleToBuf(2));
  await storage.set('s', 1);
  await events.publish('e', 1);
  return [ccf.kv.m.size, await storage.get('s'), Object.keys(ccf)];
}
