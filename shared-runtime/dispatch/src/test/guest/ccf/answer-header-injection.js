/* {"kind": "endpoint"} */
export function main() {
  return { headers: { a: '1\r\nb: 2' } };
}
