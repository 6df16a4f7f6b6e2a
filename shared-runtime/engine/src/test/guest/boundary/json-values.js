export function main() {
  return { u: undefined, n: null, nan: NaN, inf: 1 / 0, d: new Date(0), f() {}, s: Symbol('x'), deep: { toJSON: () => 'made' }, text: '\u2028"\\\ud800' };
}
