/* {"kind": "value"} */
function main() {
  return {
    get a() {
      return 1;
    },
    get b() {
      throw new RangeError('not for you');
    },
  };
}
