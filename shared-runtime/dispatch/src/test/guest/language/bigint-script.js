/* {"kind": "value"} */
function main() {
  const attempt = (f) => {
    try {
      return `${f()}`;
    } catch (e) {
      return `${e.name}: ${e.message}`;
    }
  };
  return [typeof BigInt, typeof BigInt64Array, typeof BigUint64Array, typeof DataView.prototype.getBigInt64,
    attempt(() => BigInt(1)), attempt(() => new (globalThis['Big' + 'Int64Array'])(1))];
}
