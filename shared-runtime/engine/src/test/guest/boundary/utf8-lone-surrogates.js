export function main() {
  const hex = text => [...new Uint8Array(host.encode(text))].map(byte => byte.toString(16)).join(' ');
  return [hex('\ud800'), hex('a\udc00b'), hex('\udc00\ud800'), hex('😀\ud83d')];
}
