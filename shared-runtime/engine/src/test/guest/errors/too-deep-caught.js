// stack=50
let n = 0;
function f() { n++; f(); }
export function main() {
  try { f(); } catch (e) { return [n > 40 && n <= 50, e.name, e instanceof RangeError, e.message]; }
}
