/* {"kind": "value"} */
async function main() {
  await storage.set('in time', 1);
  setTimeout(() => {
    storage.set('late', 1);
    console.log('late');
  }, 1);
  Promise.resolve().then(() => new Promise((resolve) => setTimeout(resolve, 1))).then(() => events.publish('late'));
  return 'returned';
}
