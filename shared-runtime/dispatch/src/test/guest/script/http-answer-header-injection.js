/* {"kind": "http"} */
function main() {
  return { headers: { a: 'b\nc' } };
}
