/* {"kind": "endpoint"} */
export function main() {
  return { body: 1n };
}
