export function main(input, bytes) {
  const back = host.bytes('bytes', undefined, bytes);
  const odd = host.bytes('bytes', undefined, new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]).buffer);
  return [bytes instanceof ArrayBuffer, [...new Uint8Array(back)], [...new Uint8Array(odd)], host.bytes('echo', { a: 1 }),
    host.bytes('bytes', undefined, new ArrayBuffer(0)).byteLength];
}
