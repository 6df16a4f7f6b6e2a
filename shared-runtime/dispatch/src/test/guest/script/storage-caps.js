/* {"kind": "value"} */
async function main() {
  const attempt = (f) => f().then((value) => value === undefined ? 'done' : value, (e) => `${e.name} ${e.code}: ${e.message}`);
  const quotes = 2;
  return [
    await attempt(() => storage.set('k'.repeat(512), 1)), await attempt(() => storage.set('k'.repeat(513), 1)),
    await attempt(() => storage.set('ä'.repeat(257), 1)), await attempt(() => storage.set('\ud800', 1)),
    await attempt(() => storage.set('full', 'x'.repeat(262144 - quotes))),
    await attempt(() => storage.set('full', 'x'.repeat(262145 - quotes))),
    await attempt(() => storage.compareAndSet('swap', null, 'ä'.repeat(131072))),
    (await storage.get('full')).length, await storage.get('swap'), await attempt(() => storage.delete('full')),
    await attempt(() => storage.delete('k'.repeat(512))),
    await attempt(() => storage.set('when', 1, 320000000)), await attempt(() => storage.set('when', 1, NaN)),
    await attempt(() => storage.list('', { limit: 0 })), await attempt(() => storage.list('', { cursor: '%' })),
  ];
}
