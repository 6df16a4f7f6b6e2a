/* {"kind": "value"} */
async function main() {
  await storage.set('before', 1);
  await new Promise(() => {});
}
