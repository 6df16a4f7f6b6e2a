/* {"kind": "http"} */
function main() {
  return { body: new Uint8Array([1, 255]) };
}
