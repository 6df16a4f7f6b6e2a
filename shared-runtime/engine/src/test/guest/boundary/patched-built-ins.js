const stolen = [];
for (const [holder, name] of [[JSON, 'parse'], [JSON, 'stringify'], [Promise.prototype, 'then'], [Array.prototype, 'push'],
  [Function.prototype, 'call'], [Function.prototype, 'apply'], [Map.prototype, 'get'], [Map.prototype, 'set']]) {
  holder[name] = function () { stolen.push(name); throw new Error('patched'); };
}
Array.prototype[Symbol.iterator] = function () { stolen.push('iterator'); throw new Error('patched'); };
Object.defineProperty(Object.prototype, 'code', { get() { stolen.push('code'); return 'x'; }, set() {}, configurable: true });
globalThis.Promise = undefined;
globalThis.Error = undefined;
export async function main() {
  const value = host.call('echo', { a: 1 });
  const later = await host.start('later.x', [2]);
  try { host.call('fail'); } catch (e) { return { value, later, name: e.name, stolen: stolen.length }; }
}
