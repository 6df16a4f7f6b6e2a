/* {"kind": "endpoint", "kv": {"m": {"a": "1", "b": "2"}}} */
export function main() {
  ccf.kv.m.clear();
  ccf.kv.m.clear();
  return { body: ccf.kv.m.size };
}
