/* {"kind": "endpoint"} */
export function main() {
  return { headers: { get a() { throw 1; } } };
}
