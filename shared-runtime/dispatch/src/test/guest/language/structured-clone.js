/* {"kind": "value"} */
class Point {
  constructor() {
    this.x = 1;
  }
}

function main() {
  const told = [];
  for (const value of [() => 1, Symbol('s'), { deep: [() => 1] }, Promise.resolve(), new WeakMap(), new Proxy({}, { ownKeys() { throw new Error('trap'); } }), { get g() { throw new Error('getter'); } }]) {
    try {
      structuredClone(value);
      told.push('cloned');
    } catch (e) {
      told.push(`${e.name}: ${e.message}`);
    }
  }
  try {
    structuredClone();
  } catch (e) {
    told.push(`${e.name}: ${e.message}`);
  }
  const error = structuredClone(new RangeError('far', { cause: 1 }));
  const shared = { n: 1 };
  const twice = structuredClone([shared, shared]);
  const set = structuredClone(new Set([1, shared]));
  const buffer = new Uint16Array([1, 2, 3, 4]).buffer;
  const views = structuredClone({ all: new Uint8Array(buffer), part: new Uint16Array(buffer, 2, 2) });
  const polluting = structuredClone(JSON.parse('{"__proto__": {"polluted": true}}'));
  return {
    told,
    error: [error.name, error.message, error instanceof RangeError, typeof error.stack],
    same: twice[0] === twice[1] && twice[0] !== shared,
    set: [set.size, [...set][1].n],
    views: [[...views.part], views.all.buffer === views.part.buffer, views.all.buffer !== buffer],
    plain: structuredClone(new Point()) instanceof Point,
    regexp: `${structuredClone(/a+/gi)}`, boxed: typeof structuredClone(Object('text')),
    leaves: structuredClone([undefined, null, NaN, -0]).map((v) => Object.is(v, -0) ? '-0' : `${v}`),
    polluting: [Object.keys(polluting), {}.polluted],
  };
}
