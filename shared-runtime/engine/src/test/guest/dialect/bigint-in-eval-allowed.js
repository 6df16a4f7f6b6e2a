// eval bigint
export function main() {
  return [typeof eval('10n'), String(new Function('return () => 2n ** 64n')()())];
}
