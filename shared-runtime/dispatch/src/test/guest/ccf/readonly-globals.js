/* {"kind": "endpoint", "mode": "readonly", "globals": ["storage", "events"], "storage": {"k": 1}} */
export async function main() {
  const attempt = (f) => f().then((value) => value ?? 'done', (e) => `${e.name} ${e.code}: ${e.message}`);
  return {
    body: [await attempt(() => storage.get('k')), (await storage.list('')).length, await attempt(() => storage.set('k', 2)),
      await attempt(() => storage.delete('k')), await attempt(() => storage.increment('k')),
      await attempt(() => storage.compareAndSet('k', 1, 2)), await attempt(() => events.publish('e')),
      await attempt(() => events.publish('script.metric', 1))],
  };
}
