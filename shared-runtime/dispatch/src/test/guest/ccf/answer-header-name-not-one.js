/* {"kind": "endpoint"} */
export function main() {
  return { headers: { 'a b': '1' } };
}
