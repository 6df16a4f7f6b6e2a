/* {"kind": "value"} */
async function main() {
  const failing = storage.get(5);
  const other = failing.catch((e) => e.name);
  return [await other, await Promise.reject(1).catch((e) => e)];
}
