// The globals through which scripts reach their tenant's world. All operations are promises; what they may do is
// decided on the other side, by the run's capabilities: nothing here grants anything.

let bound;

function makeContext() {
  core.touch('context');
  return bound === undefined ? undefined : freezeDeep(bound.context);
}

function asJson(value, what) {
  const text = writeJson(value);
  if (text === undefined) throw new TypeError(`${what} must be something that JSON can hold.`);
  return text;
}

function asKey(key, what) {
  if (typeof key !== 'string') throw new TypeError(`${what} must be a text.`);
  return key;
}

function optionsOf(options, what) {
  if (options === undefined || options === null) return {};
  if (typeof options !== 'object') throw new TypeError(`${what} must be an object.`);
  return options;
}

function optional(value) {
  return value === undefined || value === null ? undefined : value;
}

function makeStorage() {
  const key = (value) => asKey(value, 'A storage key');
  return fixed({
    get: (name) => promised(() => core.start('storage.get', { key: key(name) })),
    set: (name, value, ttlSeconds) => promised(() => core.start('storage.set', {
      key: key(name), value: asJson(value, 'A stored value'), ttlSeconds: optional(ttlSeconds),
    })),
    delete: (name) => promised(() => core.start('storage.delete', { key: key(name) })),
    list: (prefix = '', options) => promised(() => {
      const { limit, cursor } = optionsOf(options, 'The options of storage.list');
      const args = { prefix: asKey(prefix, 'The prefix'), limit: optional(limit), cursor: optional(cursor) };
      return apply(promiseThen, core.start('storage.list', args), [(page) => {
        defineProperty(page.entries, 'nextCursor', { value: page.nextCursor });
        return page.entries;
      }]);
    }),
    increment: (name, by = 1) => promised(() => core.start('storage.increment', { key: key(name), by })),
    compareAndSet: (name, expected, value, ttlSeconds) => promised(() => core.start('storage.compareAndSet', {
      key: key(name),
      expected: optional(expected) === undefined ? undefined : asJson(expected, 'The expected value'),
      value: optional(value) === undefined ? undefined : asJson(value, 'A stored value'),
      ttlSeconds: optional(ttlSeconds),
    })),
  });
}

function makeEvents() {
  return fixed({
    publish: (type, data, options) => promised(() => {
      const { delaySeconds } = optionsOf(options, 'The options of events.publish');
      return core.start('events.publish', {
        type: asKey(type, "An event's type"),
        data: data === undefined ? 'null' : asJson(data, "An event's data"),
        delaySeconds: optional(delaySeconds),
      });
    }),
  });
}

function makeLimits() {
  return fixed({ remaining: () => core.remaining() });
}

// ---- What needs a capability that this version does not have: each call asks, and is told what is missing.

function asking(operation) {
  return () => core.start(operation);
}

function makeDb() {
  return fixed({
    query: asking('db.query'),
    findOne: asking('db.findOne'),
    findMany: asking('db.findMany'),
    insert: asking('db.insert'),
    update: asking('db.update'),
    delete: asking('db.delete'),
    transaction: asking('db.transaction'),
  });
}

// Any name is a service and any name of it an operation: which ones there are is not known here. `then` is left out,
// so that a service can be awaited by mistake without harm.
function named(make) {
  const made = { __proto__: null };
  return new Proxy(freeze({ __proto__: null }), {
    get(target, name) {
      if (typeof name !== 'string' || name === 'then') return undefined;
      if (made[name] === undefined) made[name] = make(name);
      return made[name];
    },
  });
}

function makeServices() {
  return named((service) => named((operation) => () => core.start('services.call', { service, operation })));
}

function asUrl(target) {
  if (typeof target === 'string') return target;
  const url = typeof target === 'object' && target !== null ? target.url : undefined;
  return textOf(url === undefined ? target : url);
}

function makeHttp() {
  const request = (method) => (url) => promised(() => core.start('http.request', { method, url: asUrl(url) }));
  return fixed({
    get: request('GET'),
    post: request('POST'),
    put: request('PUT'),
    patch: request('PATCH'),
    delete: request('DELETE'),
    request: (options) => promised(() => core.start('http.request', {
      method: textOf(optionsOf(options, 'The options of http.request').method), url: asUrl(options),
    })),
  });
}

function makeFetch() {
  return (url) => promised(() => core.start('http.request', { method: 'GET', url: asUrl(url) }));
}

function makeSecrets() {
  return new Proxy(freeze({ __proto__: null }), {
    get(target, name) {
      if (typeof name !== 'string' || name === 'then') return undefined;
      return core.call('secrets.handle', { name });
    },
  });
}

const scriptGlobals = {
  __proto__: null,
  context: makeContext,
  storage: makeStorage,
  events: makeEvents,
  utils: makeUtils,
  limits: makeLimits,
  db: makeDb,
  services: makeServices,
  http: makeHttp,
  fetch: makeFetch,
  secrets: makeSecrets,
  URL: makeUrl,
  URLSearchParams: () => queries().URLSearchParams,
  TextEncoder: makeTextEncoder,
  TextDecoder: makeTextDecoder,
  structuredClone: makeStructuredClone,
  crypto: makeCrypto,
  atob: () => atob,
  btoa: () => btoa,
  setTimeout: () => core.timers.setTimeout,
  clearTimeout: () => core.timers.clearTimeout,
  setInterval: () => core.timers.setInterval,
  clearInterval: () => core.timers.clearInterval,
  queueMicrotask: () => core.timers.queueMicrotask,
};
