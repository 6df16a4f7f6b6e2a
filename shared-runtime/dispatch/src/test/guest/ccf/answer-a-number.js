/* {"kind": "endpoint"} */
export function main() {
  return 5;
}
