/* {"kind": "http"} */
function main() {
  return [1, 2];
}
