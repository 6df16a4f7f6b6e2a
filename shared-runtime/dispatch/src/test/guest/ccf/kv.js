/* {"kind": "endpoint", "kv": {"m": {"a": "1", "b": "2"}}} */
const key = ccf.strToBuf;
const kept = ccf.kv.m;

export function main() {
  const m = ccf.kv.m;
  const seen = [];
  const chained = m.set(key('c'), key('3')) === m;
  kept.delete(key('a'));
  m.forEach((value, k, handle) => {
    seen.push([ccf.bufToStr(k), ccf.bufToStr(value), handle.size]);
    handle.set(key('during'), key('x'));
    ccf.kv.other.set(k, value);
  });
  return {
    body: {
      chained, seen, has: [m.has(key('a')), m.has(key('b')), m.has(key('c'))],
      get: [m.get(key('a')), ccf.bufToStr(m.get(key('b')))],
      fresh: m.get(key('b')) !== m.get(key('b')), realm: m.get(key('b')) instanceof ArrayBuffer,
      version: [m.getVersionOfPreviousWrite(key('a')), m.getVersionOfPreviousWrite(key('b')),
        m.getVersionOfPreviousWrite(key('c'))],
      size: m.size, empty: m.set(new ArrayBuffer(0), new ArrayBuffer(0)).get(new ArrayBuffer(0)).byteLength,
      keys: Object.keys(ccf.kv), in: 'anything' in ccf.kv, handles: ccf.kv.m !== ccf.kv.m,
    },
  };
}
