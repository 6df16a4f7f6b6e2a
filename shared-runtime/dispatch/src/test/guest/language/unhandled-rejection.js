/* {"kind": "value"} */
async function main() {
  await storage.set('before', 1);
  Promise.reject(new RangeError('nobody looks'));
  await storage.get('before');
  return 'not reached';
}
