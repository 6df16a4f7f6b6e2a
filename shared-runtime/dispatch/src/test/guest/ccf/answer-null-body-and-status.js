/* {"kind": "endpoint"} */
export function main() {
  return { body: null, statusCode: null };
}
