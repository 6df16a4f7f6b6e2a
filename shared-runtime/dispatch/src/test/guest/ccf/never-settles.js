/* {"kind": "endpoint"} */
export function main() {
  return new Promise(() => {});
}
