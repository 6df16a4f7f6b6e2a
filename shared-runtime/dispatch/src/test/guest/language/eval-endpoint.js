/* {"kind": "endpoint"} */
export function main() {
  const here = 40;
  return { body: [eval('here + 2'), (0, eval)('typeof here'), new Function('a', 'return a * 2')(21)] };
}
