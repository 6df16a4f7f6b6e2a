/* {"kind": "endpoint"} */
export function main() {
  return { get headers() { throw 1; } };
}
