function helper() {
  throw new TypeError('no such order');
}
export function main() {
  helper();
}
