/* {"kind": "value", "limits": {"logBytes": 100}} */
function main() {
  console.log('x'.repeat(60));
  console.log('y'.repeat(60));
  console.log('z'.repeat(40));
  console.log('not even one');
}
