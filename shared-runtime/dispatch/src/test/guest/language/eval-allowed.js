/* {"kind": "value", "eval": true} */
function main() {
  const here = 40;
  return [eval('here + 2'), (0, eval)('typeof here'), new Function('a', 'return a * 2')(21)];
}
