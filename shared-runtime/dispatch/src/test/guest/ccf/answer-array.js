/* {"kind": "endpoint"} */
export function main() {
  return [];
}
