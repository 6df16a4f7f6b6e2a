/* {"kind": "endpoint"} */
export function main() {
  const b = new ArrayBuffer(8, { maxByteLength: 16 });
  const view = new Uint8Array(b, 2, 6);
  view.fill(7);
  b.resize(4);
  return { body: view };
}
