/* {"kind": "endpoint"} */
export function main() {
  return { body: new Uint8Array([1, 2, 3, 4]).subarray(1, 3) };
}
