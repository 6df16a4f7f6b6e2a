/* {"kind": "value"} */
async function main() {
  return {
    get a() {
      setTimeout(() => storage.set('late', 1), 1);
      console.log('read');
      return 1;
    },
    toJSON() {
      console.log('written');
      return { a: this.a };
    },
  };
}
