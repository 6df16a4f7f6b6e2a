/* {"kind": "endpoint"} */
export function main() {
  return { headers: { a: Symbol('s') } };
}
