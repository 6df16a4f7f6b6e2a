export async function main() {
  const order = [];
  const wait = (ms, name) => new Promise(r => setTimeout((...args) => { order.push(name, ...args); r(); }, ms, 'arg'));
  const never = setTimeout(() => order.push('cleared'), 1);
  clearTimeout(never);
  queueMicrotask(() => order.push('microtask'));
  await Promise.all([wait(20, 'late'), wait(2, 'early')]);
  let n = 0;
  await new Promise(r => { const id = setInterval(() => { if (++n === 3) { clearInterval(id); r(); } }, 1); });
  return [order, n];
}
