/* {"kind": "http"} */
function main() {
  return null;
}
