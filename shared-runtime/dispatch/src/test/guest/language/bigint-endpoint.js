/* {"kind": "endpoint"} */
export function main() {
  return { body: [`${2n ** 64n}`, typeof BigInt, new BigInt64Array(2).length] };
}
