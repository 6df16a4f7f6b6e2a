// The web's common small things, for scripts only: CCF has none of them.

// Half of a surrogate pair, which UTF-8 cannot say, becomes U+FFFD.
function wellFormed(text) {
  return apply(toWellFormed, `${text}`, nothing);
}

function makeTextEncoder() {
  return class TextEncoder {
    get encoding() {
      return 'utf-8';
    }

    encode(text = '') {
      return new Uint8Array(core.utf8Encode(`${text}`));
    }

    encodeInto(text, target) {
      if (typedName(target) !== 'Uint8Array') throw new TypeError('encodeInto writes into a Uint8Array.');
      const source = wellFormed(text);
      const room = apply(viewLength, target, nothing);
      let read = 0;
      let written = 0;
      while (read < source.length) {
        const point = apply(codePointAt, source, [read]);
        const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        if (written + size > room) break;
        written += size;
        read += point < 0x10000 ? 1 : 2;
      }
      apply(setBytes, target, [new Uint8Array(core.utf8Encode(slice(source, 0, read))), 0]);
      return { read, written };
    }
  };
}

function makeTextDecoder() {
  const names = { __proto__: null, 'utf-8': 1, utf8: 1, 'unicode-1-1-utf-8': 1 };
  return class TextDecoder {
    #fatal;
    #keepMark;

    constructor(label = 'utf-8', options = {}) {
      if (!names[lower(`${label}`)]) throw new RangeError('TextDecoder knows utf-8 only.');
      this.#fatal = !!options.fatal;
      this.#keepMark = !!options.ignoreBOM;
    }

    get encoding() {
      return 'utf-8';
    }

    get fatal() {
      return this.#fatal;
    }

    get ignoreBOM() {
      return this.#keepMark;
    }

    decode(input) {
      if (input === undefined) return '';
      const bytes = bytesOf(input);
      if (bytes === undefined) throw new TypeError('TextDecoder.decode takes an ArrayBuffer or a view of one.');
      const text = core.utf8Decode(bytes);
      if (this.#fatal && find(text, '\ufffd', 0) >= 0 && !sameBytes(core.utf8Encode(text), bytes)) {
        throw new TypeError('The bytes are not valid UTF-8.');
      }
      return !this.#keepMark && code(text, 0) === 0xfeff ? slice(text, 1) : text;
    }
  };
}

// Looks at every byte whatever it finds, so that the time taken says nothing about where two secrets differ.
function sameBytes(left, right) {
  const a = new Uint8Array(left);
  const b = new Uint8Array(right);
  const size = sizeOf(left);
  if (size !== sizeOf(right)) return false;
  let difference = 0;
  for (let i = 0; i < size; i++) difference |= a[i] ^ b[i];
  return difference === 0;
}

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function invalidCharacter(message) {
  return core.error('InvalidCharacterError', 'INVALID_ARGUMENT', message);
}

function btoa(data) {
  if (arguments.length === 0) throw new TypeError('btoa takes a text.');
  const text = `${data}`;
  let result = '';
  for (let i = 0; i < text.length; i += 3) {
    const a = code(text, i);
    const b = i + 1 < text.length ? code(text, i + 1) : 0;
    const c = i + 2 < text.length ? code(text, i + 2) : 0;
    if (a > 255 || b > 255 || c > 255) throw invalidCharacter('btoa takes characters up to U+00FF only.');
    result += base64Digits[a >> 2] + base64Digits[((a & 3) << 4) | (b >> 4)];
    result += i + 1 < text.length ? base64Digits[((b & 15) << 2) | (c >> 6)] : '=';
    result += i + 2 < text.length ? base64Digits[c & 63] : '=';
  }
  return result;
}

function atob(data) {
  if (arguments.length === 0) throw new TypeError('atob takes a text.');
  const text = `${data}`;
  let result = '';
  let bits = 0;
  let count = 0;
  let digits = 0;
  let padding = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = code(text, i);
    if (unit === 32 || unit === 9 || unit === 10 || unit === 12 || unit === 13) continue;
    if (unit === 61) {
      padding++;
      continue;
    }
    const digit = unit < 128 ? find(base64Digits, text[i], 0) : -1;
    if (digit < 0 || padding > 0) throw invalidCharacter('The text is not valid base64.');
    digits++;
    bits = (bits << 6) | digit;
    count += 6;
    if (count >= 8) {
      count -= 8;
      result += fromCharCode((bits >> count) & 255);
      bits &= (1 << count) - 1;
    }
  }
  const rest = digits % 4;
  const padded = padding === 0 || (digits + padding) % 4 === 0;
  if (rest === 1 || padding > 2 || !padded) throw invalidCharacter('The text is not valid base64.');
  return result;
}

const { forEach: mapForEach, get: mapGet, has: mapHas, set: mapSet } = Map.prototype;
const { forEach: setForEach, add: setAdd } = Set.prototype;
const sourceOf = getter(RegExp.prototype, 'source');
const flagsOf = getter(RegExp.prototype, 'flags');

function makeStructuredClone() {
  const { Boolean } = globalThis;
  const views = { __proto__: null, DataView };
  const names = ['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array',
    'Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'];
  for (let i = 0; i < names.length; i++) views[names[i]] = globalThis[names[i]];
  const errors = { __proto__: null, Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

  const refused = (what) => core.error('DataCloneError', 'INVALID_ARGUMENT', `${what} cannot be cloned.`);

  function view(value, done, name) {
    const data = name === undefined;
    const buffer = copy(apply(data ? dataBuffer : viewBuffer, value, nothing), done);
    const offset = apply(data ? dataOffset : viewOffset, value, nothing);
    const length = apply(data ? dataLength : viewLength, value, nothing);
    const type = data ? DataView : views[name];
    return new type(buffer, offset, data ? length : length / type.BYTES_PER_ELEMENT);
  }

  function leaf(value, done) {
    if (isBuffer(value)) return copyOf(value, 0, sizeOf(value));
    if (isView(value)) return view(value, done, typedName(value));
    if (isA(Date, value)) return new Date(apply(getTime, value, nothing));
    if (isA(RegExp, value)) return new RegExp(apply(sourceOf, value, nothing), apply(flagsOf, value, nothing));
    if (isA(Boolean, value) || isA(Number, value) || isA(String, value)) return Object(value.valueOf());
    if (isA(Promise, value) || isA(WeakMap, value)) throw refused('This object');
    return undefined;
  }

  function copy(value, done) {
    if (typeof value === 'function') throw refused('A function');
    if (typeof value === 'symbol') throw refused('A symbol');
    if (typeof value !== 'object' || value === null) return value;
    if (apply(mapHas, done, [value])) return apply(mapGet, done, [value]);
    const remember = (result) => {
      apply(mapSet, done, [value, result]);
      return result;
    };
    const simple = leaf(value, done);
    if (simple !== undefined) return remember(simple);
    if (isA(Map, value)) {
      const result = remember(new Map());
      apply(mapForEach, value, [(v, k) => apply(mapSet, result, [copy(k, done), copy(v, done)])]);
      return result;
    }
    if (isA(Set, value)) {
      const result = remember(new Set());
      apply(setForEach, value, [(v) => apply(setAdd, result, [copy(v, done)])]);
      return result;
    }
    if (isA(Error, value)) {
      const result = remember(new (errors[value.name] || Error)(`${value.message}`));
      if (typeof value.stack === 'string') result.stack = value.stack;
      return result;
    }
    const result = remember(isArray(value) ? new Array(value.length) : {});
    const keys = keysOf(value);
    for (let i = 0; i < keys.length; i++) {
      const part = copy(value[keys[i]], done);
      defineProperty(result, keys[i], { value: part, writable: true, enumerable: true, configurable: true });
    }
    return result;
  }

  return function structuredClone(value) {
    if (arguments.length === 0) throw new TypeError('structuredClone takes a value.');
    return copy(value, new Map());
  };
}

const hexDigits = '0123456789abcdef';

function uuid() {
  const bytes = new Uint8Array(core.randomBytes(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  let text = '';
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
    text += hexDigits[bytes[i] >> 4] + hexDigits[bytes[i] & 15];
  }
  return text;
}

function makeCrypto() {
  const mostRandom = 65536;
  const subtle = fixed({
    digest: (algorithm, data) => promised(() => {
      const name = typeof algorithm === 'object' && algorithm !== null ? algorithm.name : algorithm;
      const bytes = bytesOf(data);
      if (bytes === undefined) throw new TypeError('crypto.subtle.digest takes an ArrayBuffer or a view of one.');
      return core.start('crypto.hash', { algorithm: `${name}` }, bytes);
    }),
  });
  return fixed({
    randomUUID: () => uuid(),
    getRandomValues(view) {
      const name = typedName(view);
      if (name === undefined || slice(name, 0, 5) === 'Float') {
        throw new TypeError('crypto.getRandomValues fills an array of integers.');
      }
      const length = apply(viewLength, view, nothing);
      if (length > mostRandom) throw new RangeError('crypto.getRandomValues fills at most 65,536 bytes at once.');
      const target = new Uint8Array(apply(viewBuffer, view, nothing), apply(viewOffset, view, nothing), length);
      apply(setBytes, target, [new Uint8Array(core.randomBytes(length)), 0]);
      return view;
    },
    subtle,
  });
}
