/* {"kind": "value"} */
async function main() {
  const map = new Map([['k', { n: 1 }]]);
  const cyclic = { list: [1, , 3], date: new Date(5), map, bytes: new Uint8Array([1, 2]).subarray(1) };
  cyclic.self = cyclic;
  const copy = structuredClone(cyclic);
  const told = [];
  for (const f of [() => structuredClone(() => 1), () => atob('a'), () => btoa('€'), () => new TextDecoder('latin1'),
    () => new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([255]))]) {
    try {
      f();
    } catch (e) {
      told.push(`${e.name}: ${e.message}`);
    }
  }
  const order = [];
  setTimeout(() => order.push('timer'), 1);
  queueMicrotask(() => order.push('microtask'));
  order.push('sync');
  await new Promise((resolve) => setTimeout(resolve, 5));
  return [
    copy.self === copy, copy.map.get('k').n, copy.map !== map, copy.date.getTime(), 1 in copy.list, copy.bytes[0],
    new TextDecoder().decode(new TextEncoder().encode('ä€😀')), new TextEncoder().encodeInto('ä€', new Uint8Array(4)),
    new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 65])), btoa('hello'), atob(' aGVs bG8= '), order, told,
    typeof limits.remaining().cpuMs,
  ];
}
