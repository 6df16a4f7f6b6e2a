function thrower() { throw new Error('mine'); }
const seen = f => { try { f(); } catch (e) { return e.stack.split('\n').slice(1).map(line => line.trim()); } };
export async function main() {
  const inTimer = await new Promise(resolve => setTimeout(() => resolve(new Error('timer').stack.split('\n').length), 0));
  return [seen(thrower), seen(() => [1].forEach(thrower)), seen(() => [3, 1].sort(thrower)), seen(() => host.call('crash')),
    seen(() => host.call('fail')), seen(() => 'x'.repeat(2 ** 29)), seen(() => new Uint8Array(-1)), inTimer];
}
