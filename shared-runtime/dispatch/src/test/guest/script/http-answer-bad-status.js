/* {"kind": "http"} */
function main() {
  return { status: 'x', body: 1 };
}
