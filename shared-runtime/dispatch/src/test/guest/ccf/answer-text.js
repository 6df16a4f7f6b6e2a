/* {"kind": "endpoint"} */
export function main() {
  return { body: 'hello', statusCode: 201 };
}
