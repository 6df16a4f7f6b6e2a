/* {"kind": "value", "storage": {"k": 1}} */
async function main() {
  Array.prototype.push = () => { throw 1; };
  Array.prototype[Symbol.iterator] = () => { throw 1; };
  String.prototype.indexOf = () => { throw 1; };
  Function.prototype.call = () => { throw 1; };
  Function.prototype.apply = () => { throw 1; };
  JSON.parse = () => { throw 1; };
  JSON.stringify = () => 'patched';
  Object.keys = () => { throw 1; };
  Promise.prototype.catch = () => { throw 1; };
  Date.prototype.getUTCDate = () => { throw 1; };
  console.log('still', { here: 1 });
  const date = utils.date.format('2024-01-09', 'YYYY-MM-DD');
  return { k: await storage.get('k'), date, hash: utils.crypto.hash('x').length, url: new URL('http://a/b?c').search };
}
