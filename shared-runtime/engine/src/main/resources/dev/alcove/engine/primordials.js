// The trusted half of a realm, first part. Sources.java makes one function of all parts,
// `(function (host, makeAdapter, bigint, mostTimers, memory) { ... })`, which runs before any guest code
// in every realm: what it does is paid for by every run, so it loops over nothing and makes no
// function that is not called.
//
// Here: the built-ins as they were before guest code. It may patch every prototype that it can
// reach, so trusted code calls these by `apply` and nothing else: no method calls on values, no
// spread, no for-of. The guard looks at the calls of trusted code too; `pass` as one argument more
// than a built-in takes tells it that all is measured. No guest ever has it.
const {
  Array, ArrayBuffer, DataView, Error, Map, Object, Promise, RangeError, Reflect, String, SyntaxError, TypeError, Uint8Array,
} = globalThis;
const { apply, construct } = Reflect;
const { parse: parseJson, stringify: writeJson } = globalThis.JSON;
const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf, setPrototypeOf, prototype: { toString: objectText } } = Object;
const { isArray, from: listOf, prototype: { join: joinList } } = Array;
const { get: mapGet, set: mapSet, delete: mapDelete, forEach: mapForEach } = Map.prototype;
const { charCodeAt, indexOf: indexOfText, slice: sliceText, toWellFormed } = String.prototype;
const functionText = Function.prototype.toString;
const { iterator } = globalThis.Symbol;
const nothing = [];
const pass = { __proto__: null };

const getter = Object.prototype.__lookupGetter__;
const bufferLength = apply(getter, ArrayBuffer.prototype, ['byteLength']);
const TypedPrototype = getPrototypeOf(Uint8Array.prototype);
const typedTag = apply(getter, TypedPrototype, [Symbol.toStringTag]);
const typedBuffer = apply(getter, TypedPrototype, ['buffer']);
const typedOffset = apply(getter, TypedPrototype, ['byteOffset']);
const typedBytes = apply(getter, TypedPrototype, ['byteLength']);
const viewBuffer = apply(getter, DataView.prototype, ['buffer']);
const viewOffset = apply(getter, DataView.prototype, ['byteOffset']);
const viewBytes = apply(getter, DataView.prototype, ['byteLength']);
const isTyped = (value) => apply(typedTag, value, nothing) !== undefined;

function isArrayBuffer(value) {
  try {
    apply(bufferLength, value, nothing);
    return true;
  } catch {
    return false;
  }
}

// As the built-ins have theirs: writable, configurable, not enumerable.
function hidden(target, name, value) {
  defineProperty(target, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
}

// ---- what no guest may have. What else the built-ins may not do is the guard's: BuiltIns.java. ----

const rejections = globalThis.Graal.setUnhandledPromiseRejectionHandler;
// The other names that GraalJS knows are switched off by the context's options.
delete globalThis.SharedArrayBuffer;
delete globalThis.Atomics;
delete globalThis.WeakRef;
delete globalThis.FinalizationRegistry;
delete globalThis.Graal;
delete globalThis.arguments;
if (!bigint) {
  const view = DataView.prototype;
  delete globalThis.BigInt;
  delete globalThis.BigInt64Array;
  delete globalThis.BigUint64Array;
  delete view.getBigInt64;
  delete view.getBigUint64;
  delete view.setBigInt64;
  delete view.setBigUint64;
}

const now = () => {
  touch('the clock');
  return host(NOW);
};
const random = () => {
  touch('randomness');
  return host(RANDOM);
};

