/* {"kind": "value"} */
function main() {
  const asked = [];
  const plain = new Proxy({ a: 1, b: [2] }, {
    get(target, name) {
      asked.push(`get ${String(name)}`);
      return target[name];
    },
    ownKeys(target) {
      asked.push('ownKeys');
      return Reflect.ownKeys(target);
    },
  });
  return { plain, list: new Proxy([1, 2], {}), asked, date: new Date(0), map: new Map([[1, 2]]), f() {}, s: Symbol('s'), u: undefined, n: NaN };
}
