/* {"kind": "endpoint"} */
export function main() {
  return { body: new DataView(new ArrayBuffer(2)) };
}
