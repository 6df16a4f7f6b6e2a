/* {"kind": "endpoint"} */
export function main() {
  return { get body() { throw new Error('no body'); } };
}
