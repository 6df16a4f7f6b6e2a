/* {"kind": "value"} */
function main() {
  throw new RangeError('no');
}
