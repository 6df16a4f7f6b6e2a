/* {"kind": "value", "bigint": true} */
function main() {
  return [`${2n ** 64n}`, typeof BigInt, new BigInt64Array(2).length];
}
