/* {"kind": "value", "storage": {"a": 1, "b": 2, "c": 3}} */
const never = () => new Promise((resolve) => setTimeout(resolve, 3600000));

// Promises that are kept one after the other, the last one first.
function backwards(count, done) {
  const keep = [];
  const promises = Array.from({ length: count }, (_, i) => new Promise((resolve) => keep.push(() => {
    done.push(i);
    resolve(i);
  })));
  const next = () => {
    const last = keep.pop();
    if (last !== undefined) {
      last();
      setTimeout(next, 1);
    }
  };
  setTimeout(next, 1);
  return promises;
}

async function main() {
  const done = [];
  const keys = ['c', 'a', 'nothing', 'b'];
  const settled = await Promise.allSettled([storage.get('a'), storage.get(5), new Promise((resolve) => setTimeout(resolve, 1, 'x'))]);
  const many = await Promise.all(Array.from({ length: 100 }, (_, i) => storage.increment('n', i)));
  return {
    all: await Promise.all(keys.map((key) => storage.get(key))),
    backwards: await Promise.all(backwards(3, done)), done,
    settled: settled.map((one) => one.value ?? one.reason.message),
    race: await Promise.race([never(), storage.get('b')]), timers: await Promise.race([never(), new Promise((resolve) => setTimeout(resolve, 1, 'first'))]),
    any: await Promise.any([storage.get(5), storage.get('c')]),
    sum: [many.length, Math.max(...many)],
  };
}
