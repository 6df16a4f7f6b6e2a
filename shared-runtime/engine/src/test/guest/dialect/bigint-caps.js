// bigint
export function main() {
  const told = [];
  for (const make of [() => BigInt('9'.repeat(1e6)), () => (1n << 100000n).toString(), () => new BigInt(1)]) {
    try { told.push(String(make()).length); } catch (e) { told.push(e.name); }
  }
  return told;
}
