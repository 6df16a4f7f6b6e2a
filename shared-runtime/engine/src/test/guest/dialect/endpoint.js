// eval bigint
export function main() {
  return [eval('1 + 1'), new Function('return 3')(), typeof BigInt, String(2n ** 70n), BigInt('12') === 12n, BigInt.name, BigInt.asUintN(8, 257n) === 1n];
}
