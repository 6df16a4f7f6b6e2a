/* {"kind": "value"} */
function main() {
  const attempt = (f) => {
    try {
      return f();
    } catch (e) {
      return `${e.name}: ${e.message}`;
    }
  };
  const encode = (text) => [...new TextEncoder().encode(text)];
  const decode = (bytes, options) => new TextDecoder('utf-8', options).decode(new Uint8Array(bytes));
  return {
    encode: ['', 'aä€😀', '\ud800', undefined, 5].map(encode),
    into: [new Uint8Array(3), new Uint8Array(4), new Uint8Array(9).subarray(7)].map((target) => {
      const { read, written } = new TextEncoder().encodeInto('a😀b', target);
      return [read, written, ...target];
    }),
    decode: [decode([0xf0, 0x9f, 0x98, 0x80]), decode([0xc0, 0x80, 0x41]), decode([0xef, 0xbb, 0xbf, 0x41]).length,
      decode([0xef, 0xbb, 0xbf, 0x41], { ignoreBOM: true }).length, new TextDecoder().decode(),
      attempt(() => decode([0xed, 0xa0, 0x80], { fatal: true })), decode([0xef, 0xbf, 0xbd], { fatal: true }),
      attempt(() => new TextDecoder().decode('text'))],
    atob: ['', 'YQ', 'YQ==', 'YWI=', 'YWJj', ' Y\tW J\nj ', 'YQ=', 'Y', 'YQ===', 'Y=Q=', 'YW-_', '€'].map((t) => attempt(() => atob(t))),
    btoa: ['', 'a', 'ab', 'abc', '\u00ff\u0000', '\u0100', null].map((t) => attempt(() => btoa(t))),
    none: [attempt(() => atob()), attempt(() => btoa())],
    round: Array.from({ length: 256 }, (_, i) => String.fromCharCode(i)).every((c) => atob(btoa(c)) === c),
  };
}
