export function main() {
  return { get then() { throw new TypeError('no then'); } };
}
