/* {"kind": "value"} */
function main() {
  console.log('a'.repeat(9000));
  console.log({ big: 'b'.repeat(9000) });
  console.log('c', { ok: 'd'.repeat(10) }, { big: 'e'.repeat(9000) });
}
