/* {"kind": "endpoint"} */
export function main() {
  return { body: new Uint8Array([1, 2, 3]).buffer };
}
