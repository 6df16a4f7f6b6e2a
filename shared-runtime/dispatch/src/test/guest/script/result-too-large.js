/* {"kind": "value", "limits": {"responseBytes": 100}} */
function main() {
  return 'x'.repeat(70000);
}
