/* {"kind": "endpoint"} */
export function main() {
  return { statusCode: '200' };
}
