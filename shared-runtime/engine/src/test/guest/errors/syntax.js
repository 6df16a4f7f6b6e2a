export function main() {
  const a = 1;
  const b = ;
}
