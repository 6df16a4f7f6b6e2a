// What the benchmarks run: the same module on the platform and on the bare engine. The functions
// with a request are the platform's handlers; those with text are what the bare engine calls, and
// do with JSON what the platform does around a handler.
const KINDS = ['standard', 'express', 'pickup'];
const CURRENCIES = { EUR: 2, USD: 2, JPY: 0 };

function text(problems, path, value, most) {
  if (typeof value !== 'string' || value.length === 0 || value.length > most) {
    problems.push({ path, code: 'text', message: `must be a text of 1 to ${most} characters` });
  }
}

function amount(problems, path, value, digits) {
  if (typeof value !== 'number' || !(value >= 0) || value !== Number(value.toFixed(digits))) {
    problems.push({ path, code: 'amount', message: `must be an amount with ${digits} digits` });
  }
}

export function check(order) {
  const problems = [];
  const digits = CURRENCIES[order.currency];
  if (digits === undefined) {
    problems.push({ path: 'currency', code: 'unknown', message: 'is not a currency of the shop' });
  }
  text(problems, 'customer.name', order.customer.name, 80);
  if (!/^[^@\s]+@[^@\s]+\.[a-z]{2,}$/.test(order.customer.email)) {
    problems.push({ path: 'customer.email', code: 'email', message: 'is not an address' });
  }
  if (!KINDS.includes(order.delivery.kind)) {
    problems.push({ path: 'delivery.kind', code: 'unknown', message: 'is not a kind of delivery' });
  }
  const seen = new Set();
  let total = 0;
  order.lines.forEach((line, i) => {
    const at = `lines[${i}]`;
    text(problems, `${at}.sku`, line.sku, 20);
    if (seen.has(line.sku)) {
      problems.push({ path: `${at}.sku`, code: 'twice', message: 'is there twice' });
    }
    seen.add(line.sku);
    if (!Number.isInteger(line.quantity) || line.quantity < 1 || line.quantity > 999) {
      problems.push({ path: `${at}.quantity`, code: 'range', message: 'must be 1 to 999' });
    }
    amount(problems, `${at}.price`, line.price, digits);
    const { options = {} } = line;
    for (const [name, value] of Object.entries(options)) {
      text(problems, `${at}.options.${name}`, value, 40);
    }
    total += line.quantity * line.price;
  });
  const rounded = Number(total.toFixed(digits));
  if (rounded !== order.total) {
    problems.push({ path: 'total', code: 'sum', message: `must be ${rounded}` });
  }
  return { valid: problems.length === 0, lines: order.lines.length, total: rounded, problems };
}

export const hello = () => ({ body: { hello: 'world' } });
export const helloText = () => JSON.stringify(hello().body);

export const order = (request) => ({ body: check(request.body.json()) });
export const orderText = (json) => JSON.stringify(check(JSON.parse(json)));

const data = new ArrayBuffer(32);

export function digests(request) {
  const n = Number(request.params.n);
  let bytes = 0;
  for (let i = 0; i < n; i++) {
    bytes += ccf.crypto.digest('SHA-256', data).byteLength;
  }
  return { body: bytes };
}

export function reads(request) {
  const n = Number(request.params.n);
  const map = ccf.kv.bench;
  let found = 0;
  for (let i = 0; i < n; i++) {
    found += map.get(ccf.strToBuf(`key ${i}`)) === undefined ? 0 : 1;
  }
  return { body: found };
}

// A host function of the bare engine, called as any embedder would: JSON there and back.
export function callsText(n, host) {
  let found = 0;
  for (let i = 0; i < n; i++) {
    found += JSON.parse(host(JSON.stringify({ key: `key ${i}` }))).size;
  }
  return found;
}

export function put(request) {
  ccf.kv.bench.set(ccf.strToBuf(request.params.key), ccf.strToBuf('a value'));
  return { body: true };
}
