/* {"kind": "value", "atomic": true, "limits": {"kvKeysWritten": 3}} */
async function main() {
  for (let i = 0; i < 3; i++) await storage.set(`k${i}`, i);
  await storage.set('k0', 'a key that counts already');
  const told = await storage.set('one more', 1).catch((e) => `${e.name} ${e.code}: ${e.message}`);
  for (let i = 1; i < 3; i++) await storage.set(`k${i}`, 'same');
  throw new Error(told);
}
