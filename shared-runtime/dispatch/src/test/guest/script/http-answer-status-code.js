/* {"kind": "http"} */
function main() {
  return { statusCode: 404, body: { error: 1 } };
}
