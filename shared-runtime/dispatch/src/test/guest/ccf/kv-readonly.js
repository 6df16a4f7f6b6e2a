/* {"kind": "endpoint", "mode": "readonly", "kv": {"m": {"a": "1"}}, "globals": ["storage", "events"], "storage": {"s": 1}} */
const key = ccf.strToBuf('a');

export async function main() {
  const told = [];
  for (const f of [() => ccf.kv.m.set(key, key), () => ccf.kv.m.delete(key), () => ccf.kv.m.clear(),
    () => storage.set('s', 2), () => events.publish('e', 1)]) {
    try {
      await f();
    } catch (e) {
      told.push(`${e.name} ${e.code}: ${e.message}`);
    }
  }
  return { body: { told, kv: ccf.bufToStr(ccf.kv.m.get(key)), storage: await storage.get('s') } };
}
