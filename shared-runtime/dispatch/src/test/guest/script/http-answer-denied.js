/* {"kind": "http"} */
function main() {
  return { status: 403, body: { error: 'Access denied' } };
}
