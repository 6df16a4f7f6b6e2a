// The trusted half of a realm, first part. Sources.java makes one function of all parts,
// `(function (host, makeAdapter, bigint, mostTimers, memory) { ... })`, which runs before any guest code
// in every realm: what it does is paid for by every run, so it loops over nothing and makes no
// function that is not called.
//
// Here: the built-ins as they were before guest code. It may patch every prototype that it can
// reach, so trusted code calls these by `apply` and nothing else: no method calls on values, no
// spread, no for-of.
const {
  Array, ArrayBuffer, DataView, Error, JSON, Map, Math, Object, Promise, RangeError, Reflect, String,
  SyntaxError, TypeError, Uint8Array,
} = globalThis;
const { apply, construct } = Reflect;
const { parse: parseJson, stringify: writeJson } = JSON;
const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf, setPrototypeOf, hasOwn } = Object;
const { isArray } = Array;
const { trunc } = Math;
const { get: mapGet, set: mapSet, delete: mapDelete, clear: mapClear, forEach: mapForEach } = Map.prototype;
const { charCodeAt, indexOf: indexOfText, slice: sliceText, toWellFormed } = String.prototype;
const functionText = Function.prototype.toString;
const ArrayPrototype = Array.prototype;
const TypedArray = getPrototypeOf(Uint8Array);
const TypedPrototype = TypedArray.prototype;
const nothing = [];

const getter = Object.prototype.__lookupGetter__;
const bufferLength = apply(getter, ArrayBuffer.prototype, ['byteLength']);
const typedTag = apply(getter, TypedPrototype, [Symbol.toStringTag]);
const typedLength = apply(getter, TypedPrototype, ['length']);
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

// As the built-ins have theirs: writable, configurable, not enumerable. What exists is replaced by
// a plain assignment, which keeps it so and costs less.
function hidden(target, name, value) {
  defineProperty(target, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
}
