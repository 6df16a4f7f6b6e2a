/* {"kind": "endpoint", "globals": ["storage", "events", "utils"], "storage": {"n": 5}} */
export async function main() {
  await storage.set('k', { a: 1 });
  await events.publish('order.created', { id: 7 });
  return {
    body: [await storage.get('k'), await storage.increment('fresh', 2), utils.date.format(utils.date.now(), 'YYYY'),
      typeof fetch, typeof setTimeout, typeof URL, typeof context, typeof console.log],
  };
}
