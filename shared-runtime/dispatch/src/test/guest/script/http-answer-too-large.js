/* {"kind": "http", "limits": {"responseBytes": 100}} */
function main() {
  return { body: new Uint8Array(101) };
}
