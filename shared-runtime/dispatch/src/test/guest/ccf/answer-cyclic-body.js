/* {"kind": "endpoint"} */
export function main() {
  const a = {};
  a.a = a;
  return { body: a };
}
