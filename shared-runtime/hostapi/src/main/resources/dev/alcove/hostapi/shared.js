// What both preludes stand on. Part of one function `(function (core) { ... })`: see Preludes.java.
//
// Guest code may patch every built-in of its realm. That can only hurt the run itself, but a polyfill must not break
// the platform's own globals: so the built-ins are captured here, before guest code runs, and called with `apply`;
// no method call, spread, for-of or array destructuring on anything that the guest can reach.
const {
  Array, ArrayBuffer, DataView, Date, Error, Map, Number, Object, Promise, Proxy, RangeError, RegExp, Set, String,
  SyntaxError, Symbol, TypeError, Uint8Array, WeakMap,
} = globalThis;
const { apply } = Reflect;
const { parse: parseJson, stringify: writeJson } = JSON;
const { freeze, keys: keysOf, defineProperty, getPrototypeOf, getOwnPropertyDescriptor } = Object;
const { isArray } = Array;
const { isInteger, isFinite, isNaN } = Number;
const { floor, trunc, min, max } = Math;
const { isView } = ArrayBuffer;
const { fromCharCode, fromCodePoint } = String;
const charCodeAt = String.prototype.charCodeAt;
const codePointAt = String.prototype.codePointAt;
const indexOfText = String.prototype.indexOf;
const sliceText = String.prototype.slice;
const lowerCase = String.prototype.toLowerCase;
const { toWellFormed } = String.prototype;
const bytesProto = getPrototypeOf(Uint8Array.prototype);
const setBytes = bytesProto.set;
const getter = (owner, name) => getOwnPropertyDescriptor(owner, name).get;
const bufferLength = getter(ArrayBuffer.prototype, 'byteLength');
const viewTag = getter(bytesProto, Symbol.toStringTag);
const viewBuffer = getter(bytesProto, 'buffer');
const viewOffset = getter(bytesProto, 'byteOffset');
const viewLength = getter(bytesProto, 'byteLength');
const dataBuffer = getter(DataView.prototype, 'buffer');
const dataOffset = getter(DataView.prototype, 'byteOffset');
const dataLength = getter(DataView.prototype, 'byteLength');
const promiseReject = Promise.reject;
const promiseThen = Promise.prototype.then;
const instanceOf = Function.prototype[Symbol.hasInstance];
const nothing = [];

function isA(type, value) {
  return apply(instanceOf, type, [value]);
}

function isBuffer(value) {
  if (typeof value !== 'object' || value === null || !isA(ArrayBuffer, value)) return false;
  try {
    apply(bufferLength, value, nothing);
    return true;
  } catch {
    return false;
  }
}

function sizeOf(buffer) {
  return apply(bufferLength, buffer, nothing);
}

// The name of a typed array's class, undefined for everything else.
function typedName(value) {
  return isView(value) ? apply(viewTag, value, nothing) : undefined;
}

// A new ArrayBuffer with a part of another's bytes, whatever the guest made of ArrayBuffer's species.
function copyOf(buffer, offset, length) {
  return apply(viewBuffer, new Uint8Array(new Uint8Array(buffer, offset, length)), nothing);
}

// The bytes of an ArrayBuffer or view as a buffer of their own, undefined for everything else.
function bytesOf(value) {
  if (isBuffer(value)) return copyOf(value, 0, sizeOf(value));
  if (!isView(value)) return undefined;
  if (typedName(value) === undefined) {
    return copyOf(apply(dataBuffer, value, nothing), apply(dataOffset, value, nothing), apply(dataLength, value, nothing));
  }
  return copyOf(apply(viewBuffer, value, nothing), apply(viewOffset, value, nothing), apply(viewLength, value, nothing));
}

function joined(first, second) {
  const size = sizeOf(first);
  const all = new Uint8Array(size + sizeOf(second));
  apply(setBytes, all, [new Uint8Array(first), 0]);
  apply(setBytes, all, [new Uint8Array(second), size]);
  return apply(viewBuffer, all, nothing);
}

function slice(text, start, end) {
  return apply(sliceText, text, [start, end]);
}

function find(text, part, from) {
  return apply(indexOfText, text, [part, from]);
}

function code(text, at) {
  return apply(charCodeAt, text, [at]);
}

function lower(text) {
  return apply(lowerCase, text, nothing);
}

function push(list, value) {
  list[list.length] = value;
}

function rejected(error) {
  return apply(promiseReject, Promise, [error]);
}

// What an operation of this kind must do with bad arguments: a promise says it later, as the caller expects.
function promised(make) {
  try {
    return make();
  } catch (e) {
    return rejected(e);
  }
}

function freezeDeep(value) {
  if (typeof value === 'object' && value !== null) {
    const keys = keysOf(value);
    for (let i = 0; i < keys.length; i++) freezeDeep(value[keys[i]]);
    freeze(value);
  }
  return value;
}

// An object of functions whose place is fixed: guests may replace the global, not what it holds.
function fixed(members) {
  return freeze(members);
}

function textOf(value) {
  try {
    return typeof value === 'symbol' ? String(value) : `${value}`;
  } catch {
    return '[unprintable]';
  }
}

// ---- Answers: {"status", "headers": [[name, value]], "text"?} and the body's bytes if it has no text.

// The bytes of a typed array as CCF sends them: its window, cut to what the (resizable) buffer has now. A window that
// reaches over the end counts as empty in JavaScript: it is seen again while the buffer has its largest size.
function windowOf(view) {
  const buffer = apply(viewBuffer, view, nothing);
  const now = sizeOf(buffer);
  let offset = apply(viewOffset, view, nothing);
  let length = apply(viewLength, view, nothing);
  if (length === 0 && buffer.resizable === true) {
    buffer.resize(buffer.maxByteLength);
    offset = apply(viewOffset, view, nothing);
    length = apply(viewLength, view, nothing);
    buffer.resize(now);
  }
  const start = min(offset, now);
  return copyOf(buffer, start, max(0, min(length, now - start)));
}

function bodyBytes(body) {
  if (isBuffer(body)) return copyOf(body, 0, sizeOf(body));
  return typedName(body) === undefined ? undefined : windowOf(body);
}
