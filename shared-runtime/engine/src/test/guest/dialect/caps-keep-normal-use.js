export function main() {
  return [[3, 1, 2].sort(), [1, [2, [3]]].flat(), Array.from('abc'), Array.from({ length: 3 }, (x, i) => i), 'abc'.repeat(2), 'x'.repeat(),
    'a'.padStart(3, '-'), Array.prototype.slice.call({ 0: 1, length: 1 }), (function () { return Array.prototype.slice.call(arguments, 1); })(1, 2),
    Object.keys({ a: 1 }), [].concat([1], 2), JSON.stringify([1]), 'ÄÖ'.toLowerCase(), Object.assign({}, { a: 1 }, null, 'b'), [1, 2].includes(2),
    [1, 2].join('-'), new Uint8Array([3, 1]).sort().join(), Uint8Array.from([1, 2]).length, Array.from(new Set([1, 1])), [1, 2].lastIndexOf(2),
    [1, 2, 3].lastIndexOf(3, undefined), Array.prototype.indexOf.name, Array.prototype.indexOf.length, Array.prototype.concat.length,
    Object.getOwnPropertyDescriptor(Array.prototype, 'sort').enumerable, 'straße'.repeat(1000).toUpperCase().length, JSON.stringify({ a: [1, { b: 2 }] }, null, 1)];
}
