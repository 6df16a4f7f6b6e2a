/* {"kind": "value", "atomic": true, "storage": {"text": "1", "large": 1.7e308, "list": [1]}} */
async function main() {
  const attempt = (f) => f().then((value) => value, (e) => `${e.name} ${e.code}: ${e.message}`);
  return [
    await attempt(() => storage.increment('text')), await attempt(() => storage.increment('list')),
    await attempt(() => storage.increment('large', 1.7e308)), await attempt(() => storage.increment('n', Infinity)),
    await attempt(() => storage.increment('n', '1')), await attempt(() => storage.increment('n', -0.5)),
    await attempt(() => storage.increment('n')), await storage.get('large'),
  ];
}
