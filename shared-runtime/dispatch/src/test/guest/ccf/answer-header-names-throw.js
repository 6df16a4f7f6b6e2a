/* {"kind": "endpoint"} */
export function main() {
  return { headers: new Proxy({}, { ownKeys() { throw 1; } }) };
}
