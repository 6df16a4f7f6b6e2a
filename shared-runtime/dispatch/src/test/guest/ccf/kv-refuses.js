/* {"kind": "endpoint"} */
const key = ccf.strToBuf('k');
const attempt = (f) => {
  try {
    return String(f());
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};

export function main() {
  const m = ccf.kv.m;
  return {
    body: [
      () => m.get(), () => m.get(key, key), () => m.get('k'), () => m.get(new Uint8Array(1)), () => m.set(key),
      () => m.set(key, 'v'), () => m.set(key, new DataView(key)), () => m.delete(), () => m.clear(1), () => m.forEach(),
      () => m.forEach(5), () => m.forEach(() => {}, 1), () => (0, m.get)(key), () => m.has.call({}, key),
      () => { ccf.kv.m = 1; }, () => delete ccf.kv.m, () => ccf.kv['ccf.x'], () => ccf.kv['public:ccf.x'],
      () => ccf.kv['public:ccf.gov.users.certs'].set(key, key), () => ccf.kv['public:ccf.gov.users.certs'].get(key),
      () => ccf.kv['ccf.internal.x'].get(key), () => ccf.kv['public:CCF.gov.x'].get(key),
      () => ccf.kv.points.forEach(() => {}), () => ccf.kv['x'.repeat(257)].get(key),
      () => m.set(key, new ArrayBuffer(262145)),
    ].map(attempt),
  };
}
