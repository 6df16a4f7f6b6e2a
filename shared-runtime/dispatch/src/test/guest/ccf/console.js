/* {"kind": "endpoint"} */
export function main() {
  const cyclic = {};
  cyclic.self = cyclic;
  console.log('a', { b: [1] }, 5, null, undefined, true, Symbol('s'), new TypeError('t'));
  console.warn(cyclic, { get x() { throw 1; } }, { toJSON() { throw 1; }, toString() { throw 1; } });
  console.error();
  console.info('one', 'line');
  return { statusCode: 204 };
}
