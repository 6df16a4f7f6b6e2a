/* {"kind": "endpoint", "limits": {"kvValueBytes": 40, "commitBytes": 100}} */
export function main() {
  const told = [];
  for (const [key, size] of [['a', 40], ['a', 10], ['b', 41], ['c', 40], ['d', 40], ['e', 40]]) {
    try {
      ccf.kv.m.set(ccf.strToBuf(key), ccf.strToBuf('v'.repeat(size)));
      told.push('set');
    } catch (e) {
      told.push(`${e.name}: ${e.message}`);
    }
  }
  return { statusCode: 400, body: told };
}
