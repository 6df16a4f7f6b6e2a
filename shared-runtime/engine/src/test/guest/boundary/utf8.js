export function main() {
  const bytes = host.encode('aé€😀');
  return [[...new Uint8Array(bytes)], host.decode(bytes), host.decode(new Uint8Array(bytes, 1, 2)), host.decode(new DataView(bytes, 3, 3)),
    host.random(5).byteLength];
}
