// bigint
export function main() {
  const native = f => Function.prototype.toString.call(f).replace(/\s+/g, ' ').includes('[native code]');
  const all = [Array.prototype.indexOf, Array.from, ''.repeat, ''.replace, JSON.stringify, Date, Date.now, Math.random, ArrayBuffer, Uint8Array, BigInt, Intl.NumberFormat, encodeURI, Object.keys];
  return [all.every(native), all.map(f => `${f.name}/${f.length}`).join(' '), new Date().constructor === Date, new Uint8Array(1).constructor === Uint8Array,
    new Intl.ListFormat('en').format(['a', 'b', 'c']), new Intl.ListFormat('en').formatToParts(['a', 'b']).length, 'aXbXc'.replaceAll('X', '-$&-'), 'abc'.replace(/(?<n>b)/, '[$<n>$1]'),
    'a'.repeat(2000).replace(/a/g, (a, at) => at % 10).length, 'a'.repeat(2000).replaceAll('a', "$`").length, [[1, [2]], null, { toString: () => 'x' }].join('-'), [1.5, 2].toLocaleString('de'),
    String.raw`a\n${1}`, 'ß'.repeat(2000).toUpperCase().length, `${'x'.repeat(1500)}İ`.toLocaleLowerCase('tr').length, JSON.stringify({ a: 'x'.repeat(5) }, (k, v) => v, '-'), JSON.stringify({ b: 1, a: { b: 2, c: 3 } }, ['b', 'a']),
    JSON.stringify([new Date(0), new Map(), Symbol(), { toJSON: () => 1 }]), JSON.stringify(Array.from({ length: 20000 }, (_, i) => i)).length];
}
