/* {"kind": "endpoint"} */
export function main() {
  return { body: { a: 1 }, headers: { 'content-type': 'application/problem+json', 'x-n': 5, 'x-u': undefined } };
}
