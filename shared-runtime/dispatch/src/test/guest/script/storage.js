/* {"kind": "value", "storage": {"a1": 1, "a2": [2], "b": {"x": 3}}} */
async function main() {
  const first = await storage.list('a', { limit: 1 });
  const second = await storage.list('a', { limit: 1, cursor: first.nextCursor });
  const third = await storage.list('a', { limit: 1, cursor: second.nextCursor });
  const told = [];
  for (const f of [() => storage.get(5), () => storage.get(''), () => storage.set('k', undefined),
    () => storage.set('k', 1, -1), () => storage.set('k', 'x'.repeat(300000)), () => storage.increment('b'),
    () => storage.list('a', { limit: 5000 })]) {
    await f().catch((e) => told.push(`${e.name} ${e.code}: ${e.message.slice(0, 60)}`));
  }
  return {
    first, cursor: typeof first.nextCursor, second, third, absent: await storage.get('nothing'),
    set: await storage.set('k', { z: 1, a: [NaN] }, 3600), get: await storage.get('k'),
    increment: [await storage.increment('n'), await storage.increment('n', 1.5)],
    swap: [await storage.compareAndSet('k', { a: [null], z: 1 }, 2), await storage.compareAndSet('k', 1, 3),
      await storage.compareAndSet('new', null, 1), await storage.compareAndSet('new', null, 2)],
    delete: [await storage.delete('b'), await storage.delete('b')], told,
  };
}
