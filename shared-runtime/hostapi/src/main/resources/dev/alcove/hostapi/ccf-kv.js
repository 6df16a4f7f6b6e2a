// `ccf.kv`: any name is a map. Nothing here calls the host before a method of a handle is called, so that modules may
// read `ccf.kv` while they load.

function arity(count, expected) {
  if (count !== expected) {
    throw new TypeError(`Passed ${count} arguments, but expected ${expected === 0 ? 'none' : expected}`);
  }
}

function needsBuffer(value) {
  if (!isBuffer(value)) throw new TypeError('Argument must be an ArrayBuffer');
}

function needsText(value) {
  if (typeof value !== 'string') throw new TypeError('Argument must be a string');
}

function startsWith(text, prefix) {
  return slice(text, 0, prefix.length) === prefix;
}

function checkMapName(name) {
  const bare = startsWith(name, 'public:') ? slice(name, 7) : name;
  if (!startsWith(bare, 'ccf.') || startsWith(bare, 'ccf.gov.') || startsWith(bare, 'ccf.internal.')) return;
  throw new TypeError(`Map name '${name}' includes disallowed reserved prefix 'ccf.'`);
}

const readNumber = DataView.prototype.getUint32;

function makeKv() {
  // One page of a scan: u32 scan, u32 where the next page begins (0: this was the last), u32 entries, then of each
  // u32 key size, u32 value size, key, value. Big-endian.
  function eachOf(handle, name, callback) {
    let page = core.callBytes('kv.scan', { map: name });
    for (;;) {
      const view = new DataView(page);
      const number = (at) => apply(readNumber, view, [at]);
      const next = number(4);
      const count = number(8);
      let at = 12;
      for (let i = 0; i < count; i++) {
        const keySize = number(at);
        const valueSize = number(at + 4);
        at += 8;
        const key = copyOf(page, at, keySize);
        const value = copyOf(page, at + keySize, valueSize);
        at += keySize + valueSize;
        apply(callback, undefined, [value, key, handle]);
      }
      if (next === 0) return;
      page = core.callBytes('kv.scanMore', { scan: number(0), from: next });
    }
  }

  class MapHandle {
    #name;

    constructor(name) {
      this.#name = name;
    }

    static #of(handle) {
      if (typeof handle !== 'object' || handle === null || !(#name in handle)) {
        throw core.error('InternalError', 'INVALID_ARGUMENT', 'Internal: Unable to access MapHandle');
      }
      return handle.#name;
    }

    has(key) {
      const map = MapHandle.#of(this);
      arity(arguments.length, 1);
      needsBuffer(key);
      return core.callBytes('kv.has', { map }, key);
    }

    get(key) {
      const map = MapHandle.#of(this);
      arity(arguments.length, 1);
      needsBuffer(key);
      return core.callBytes('kv.get', { map }, key);
    }

    getVersionOfPreviousWrite(key) {
      const map = MapHandle.#of(this);
      arity(arguments.length, 1);
      needsBuffer(key);
      return core.callBytes('kv.version', { map }, key);
    }

    set(key, value) {
      const map = MapHandle.#of(this);
      arity(arguments.length, 2);
      if (!isBuffer(key) || !isBuffer(value)) throw new TypeError('Arguments must be ArrayBuffers');
      core.callBytes('kv.set', { map, keySize: sizeOf(key) }, joined(key, value));
      return this;
    }

    delete(key) {
      const map = MapHandle.#of(this);
      arity(arguments.length, 1);
      needsBuffer(key);
      core.callBytes('kv.delete', { map }, key);
    }

    clear() {
      const map = MapHandle.#of(this);
      arity(arguments.length, 0);
      core.call('kv.clear', { map });
    }

    forEach(callback) {
      const map = MapHandle.#of(this);
      arity(arguments.length, 1);
      if (typeof callback !== 'function') throw new TypeError('Argument must be a function');
      eachOf(this, map, callback);
    }

    get size() {
      return core.call('kv.size', { map: MapHandle.#of(this) });
    }
  }

  // The class itself stays here: its constructor would make handles of reserved names.
  delete MapHandle.prototype.constructor;

  function handleOf(name) {
    checkMapName(name);
    return new MapHandle(name);
  }

  return new Proxy({}, {
    get: (target, name) => (typeof name === 'string' ? handleOf(name) : undefined),
    has: (target, name) => typeof name === 'string',
    getOwnPropertyDescriptor: (target, name) => (typeof name === 'string'
      ? { value: handleOf(name), writable: false, enumerable: false, configurable: true } : undefined),
    ownKeys: () => [],
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
    preventExtensions: () => false,
    setPrototypeOf: () => false,
  });
}

function addConverters(ccf) {
  ccf.strToBuf = function strToBuf(text) {
    arity(arguments.length, 1);
    needsText(text);
    return core.utf8Encode(text);
  };
  ccf.bufToStr = function bufToStr(buffer) {
    arity(arguments.length, 1);
    needsBuffer(buffer);
    return core.utf8Decode(buffer);
  };
  ccf.jsonCompatibleToBuf = function jsonCompatibleToBuf(value) {
    arity(arguments.length, 1);
    const text = writeJson(value);
    needsText(text);
    return core.utf8Encode(text);
  };
  ccf.bufToJsonCompatible = function bufToJsonCompatible(buffer) {
    arity(arguments.length, 1);
    needsBuffer(buffer);
    return parseJson(core.utf8Decode(buffer));
  };
}
