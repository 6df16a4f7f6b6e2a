/* {"kind": "http"} */
function main() {
  return { status: 'active' };
}
