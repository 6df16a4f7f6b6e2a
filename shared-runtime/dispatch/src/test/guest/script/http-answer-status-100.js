/* {"kind": "http"} */
function main() {
  return { status: 100 };
}
