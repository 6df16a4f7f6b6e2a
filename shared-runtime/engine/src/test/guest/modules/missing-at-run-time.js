export async function main() {
  const told = [];
  for (const s of ['./gone.js', 'lib/gone.js', '../../etc/passwd', 'https://example.com/x.js', 'file:///etc/passwd', 'node:fs', 'lodash',
    'data:text/javascript,5', 'data:text/javascript,not a URL', './gone.json', 'a\0b', 'y'.repeat(300), 'z'.repeat(3000), '.', '']) {
    await import(s).then(() => told.push('loaded'), e => told.push([e.name, e.code, e.message, e instanceof Error]));
  }
  const stack = await import('./gone.js').catch(e => e.stack.split('\n').length);
  return [...told, stack];
}
