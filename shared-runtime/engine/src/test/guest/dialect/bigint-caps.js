// bigint
export function main() {
  const told = [];
  for (const make of [() => BigInt('9'.repeat(1e6)), () => (1n << 100000n).toString(), () => new BigInt(1),
    () => BigInt(['9'.repeat(1e6)]), () => (1n << 100000n).toLocaleString(), () => BigInt.asUintN(2 ** 40, -1n), () => new BigUint64Array(2 ** 25),
    () => BigInt({ valueOf: () => 12 }), () => BigInt.asIntN(8, 255n), () => new BigInt64Array(2), () => (255n).toString(16)]) {
    try { told.push(String(make()).length); } catch (e) { told.push(e.name); }
  }
  return told;
}
