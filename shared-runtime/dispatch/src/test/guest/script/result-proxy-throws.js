/* {"kind": "http"} */
function main() {
  return new Proxy({}, {
    has() {
      throw new TypeError('trap');
    },
  });
}
