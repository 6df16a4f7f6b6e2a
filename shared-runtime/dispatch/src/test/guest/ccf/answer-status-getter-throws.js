/* {"kind": "endpoint"} */
export function main() {
  return { get statusCode() { throw 1; } };
}
