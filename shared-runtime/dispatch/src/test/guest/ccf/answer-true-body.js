/* {"kind": "endpoint"} */
export function main() {
  return { body: true };
}
