/* {"kind": "value"} */
async function main() {
  const order = [];
  const note = (what) => () => order.push(what);
  setTimeout(note('1'), 1);
  setTimeout(note('0'), 0);
  setTimeout(note('none'));
  setTimeout(note('minus'), -5);
  setTimeout(note('text'), 'soon');
  setTimeout((...args) => order.push(args), 1, 'a', 'b');
  clearTimeout(setTimeout(note('cleared'), 1));
  setTimeout(note('after the end'), 3600000);
  Promise.resolve().then(note('then'));
  queueMicrotask(note('microtask'));
  order.push('sync');
  let ticks = 0;
  await new Promise((resolve) => {
    const interval = setInterval(() => {
      order.push('tick');
      if (++ticks === 3) {
        clearInterval(interval);
        setTimeout(resolve, 5);
      }
    }, 1);
  });
  const told = [];
  for (const f of [() => setTimeout('code', 1), () => queueMicrotask(1), () => clearTimeout('x'), () => clearTimeout(99)]) {
    try {
      told.push(f() === undefined);
    } catch (e) {
      told.push(`${e.name}: ${e.message}`);
    }
  }
  return { order, told };
}
