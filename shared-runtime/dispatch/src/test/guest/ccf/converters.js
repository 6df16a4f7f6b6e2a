/* {"kind": "endpoint"} */
const attempt = (f) => {
  try {
    const value = f();
    return value instanceof ArrayBuffer ? Array.from(new Uint8Array(value)) : value === undefined ? 'undefined' : value;
  } catch (e) {
    return `${e.name}: ${e.message.split(' ').slice(0, 5).join(' ')}`;
  }
};

export function main() {
  const { strToBuf, bufToStr, jsonCompatibleToBuf, bufToJsonCompatible } = ccf;
  return {
    body: [
      () => strToBuf('ä€😀'), () => bufToStr(strToBuf('ä€😀')), () => strToBuf(5), () => strToBuf(),
      () => bufToStr('x'), () => bufToStr(new Uint8Array(1)), () => jsonCompatibleToBuf({ a: [1] }),
      () => jsonCompatibleToBuf(undefined), () => bufToJsonCompatible(strToBuf('{"a":1}')),
      () => ccf.enableUntrustedDateTime(true), () => ccf.enableUntrustedDateTime(false),
      () => ccf.enableUntrustedDateTime(1), () => ccf.enableMetricsLogging(false), () => ccf.enableMetricsLogging('x'),
      () => ccf.digest('SHA-256', strToBuf('')).byteLength, () => ccf.crypto.digest('SHA-384', strToBuf('')),
      () => ccf.crypto.generateAesKey(256).byteLength, () => ccf.generateAesKey(5), () => ccf.rpc.setApplyWrites(),
      () => ccf.rpc.setClaimsDigest('x'), () => ccf.rpc.setClaimsDigest(strToBuf('x')),
      () => ccf.rpc.setClaimsDigest(ccf.digest('SHA-256', strToBuf(''))), () => ccf.pemToId('x'),
    ].map(attempt),
  };
}
