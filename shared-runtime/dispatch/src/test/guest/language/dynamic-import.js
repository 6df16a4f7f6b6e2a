/* {"kind": "value", "modules": {
  "lib/tools.js": "globalThis.loads = (globalThis.loads ?? 0) + 1;\nexport default (n) => n * 2;\nexport const name = 'tools';",
  "broken.js": "throw new TypeError('broken at load');", "syntax.js": "export const = 1;"}} */
export async function main() {
  const told = [];
  for (const name of ['./missing.js', './broken.js', './syntax.js', '../../../etc/passwd', 'https://example.com/x.js', 'data:text/javascript,export default 1', 'node:fs']) {
    await import(name).then(() => told.push('loaded'), (e) => told.push(`${e.name}: ${e.message}`));
  }
  const first = await import('./lib/tools.js');
  const rooted = await import('lib/tools.js');
  return { double: first.default(21), name: first.name, same: first === rooted, loads: globalThis.loads, told };
}
