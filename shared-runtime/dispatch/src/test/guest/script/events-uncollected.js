/* {"kind": "value", "atomic": true} */
async function main() {
  await events.publish('order.created', { id: 1 });
  await events.publish('script.metric', { tried: 1 });
  await storage.set('k', 1);
  throw new Error('changed its mind');
}
