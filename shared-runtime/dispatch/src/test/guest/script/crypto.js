/* {"kind": "value"} */
async function main() {
  const c = utils.crypto;
  const hex = (buffer) => Array.from(new Uint8Array(buffer)).map((b) => b.toString(16).padStart(2, '0')).join('');
  const told = [];
  for (const f of [() => c.hash('x', 'sha9'), () => c.hash(5), () => c.hash('x', 'sha256', 'base32'), () => c.randomBytes(-1),
    () => crypto.getRandomValues(new Float64Array(1))]) {
    try {
      f();
    } catch (e) {
      told.push(`${e.name}: ${e.message}`);
    }
  }
  return [
    c.hash('data', 'sha256'), c.hash('data'), c.hash(new Uint8Array([1, 2]).subarray(1), 'md5', 'base64'),
    c.hmac('The quick brown fox jumps over the lazy dog', 'key'), c.randomBytes(4).length, c.randomBytes(3, 'hex').length,
    c.timingSafeEqual('abc', 'abc'), c.timingSafeEqual('abc', 'abd'), c.timingSafeEqual('a', 'ab'),
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(utils.uuid()),
    crypto.randomUUID() !== crypto.randomUUID(), crypto.getRandomValues(new Uint16Array(8)).some((n) => n > 0),
    hex(await crypto.subtle.digest('SHA-1', new Uint8Array([97]))), told,
  ];
}
