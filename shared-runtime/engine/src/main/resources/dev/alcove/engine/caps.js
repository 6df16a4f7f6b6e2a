
// ---- what no guest may have, and caps on the built-ins that GraalJS cannot interrupt: each of them
// was measured to run on for seconds or for ever after a cancel. Honest use never meets a cap. ----

const rejections = globalThis.Graal.setUnhandledPromiseRejectionHandler;
// The other names that GraalJS knows are switched off by the context's options.
delete globalThis.SharedArrayBuffer;
delete globalThis.Atomics;
delete globalThis.WeakRef;
delete globalThis.FinalizationRegistry;
delete globalThis.Graal;
delete globalThis.print;
delete globalThis.printErr;
delete globalThis.load;
delete globalThis.loadWithNewGlobal;
delete globalThis.console;
delete globalThis.arguments;

// Elements that a built-in may go through in one call: 2^24 take well below a second.
// An element takes eight bytes at most.
const MOST_ELEMENTS = memory < 2 ** 27 ? memory / 8 : 2 ** 24;
// The same for the slow ways: typed arrays and strings seen as objects.
const MOST_SLOW = 2 ** 20;
// Sorting a typed array takes a second for some millions.
const MOST_SORTED = 2 ** 22;

function tooLong(length, most) {
  if (length > most) {
    throw new RangeError(`The length ${length} is over the limit of ${most} for this operation.`);
  }
}

const lengthOfTyped = (value) => (isTyped(value) ? apply(typedLength, value, nothing) : -1);

// What calls itself an array may answer another length the second time, or 2^53 - 1.
function checkArrayLike(self) {
  if (isArray(self)) {
    // A proxy of an array is asked for a property like any other object.
    tooLong(self.length, MOST_ELEMENTS);
  } else if (typeof self === 'object' && self !== null) {
    checkObjectWithLength(self);
  } else if (typeof self === 'string') {
    tooLong(self.length, MOST_SLOW);
  }
}
function checkObjectWithLength(self) {
  const typed = lengthOfTyped(self);
  if (typed >= 0) {
    tooLong(typed, MOST_SLOW);
    return;
  }
  const length = getOwnPropertyDescriptor(self, 'length');
  if (length === undefined ? self.length !== undefined : !hasOwn(length, 'value')) {
    throw new TypeError('This operation needs an array, or an object whose length is a plain property.');
  }
  if (length !== undefined) {
    tooLong(+length.value, MOST_ELEMENTS);
  }
}

// Methods, since these have no `prototype`; with as many parameters as the originals, since their
// `length` is seen.
{
  const {
    indexOf, lastIndexOf, includes, shift, unshift, sort, flat, flatMap, reverse, splice, toReversed, toSorted,
    toSpliced, with: withElement, fill, copyWithin, concat, slice,
  } = ArrayPrototype;
  const capped = {
    indexOf(a) { checkArrayLike(this); return apply(indexOf, this, arguments); },
    lastIndexOf(a) { checkArrayLike(this); return apply(lastIndexOf, this, arguments); },
    includes(a) { checkArrayLike(this); return apply(includes, this, arguments); },
    shift() { checkArrayLike(this); return apply(shift, this, arguments); },
    unshift(a) { checkArrayLike(this); return apply(unshift, this, arguments); },
    sort(a) { checkArrayLike(this); return apply(sort, this, arguments); },
    flat() { checkArrayLike(this); return apply(flat, this, arguments); },
    flatMap(a) { checkArrayLike(this); return apply(flatMap, this, arguments); },
    reverse() { checkArrayLike(this); return apply(reverse, this, arguments); },
    splice(a, b) { checkArrayLike(this); return apply(splice, this, arguments); },
    toReversed() { checkArrayLike(this); return apply(toReversed, this, arguments); },
    toSorted(a) { checkArrayLike(this); return apply(toSorted, this, arguments); },
    toSpliced(a, b) { checkArrayLike(this); return apply(toSpliced, this, arguments); },
    with(a, b) { checkArrayLike(this); return apply(withElement, this, arguments); },
    fill(a) { checkArrayLike(this); return apply(fill, this, arguments); },
    copyWithin(a, b) { checkArrayLike(this); return apply(copyWithin, this, arguments); },
    concat(a) { checkArrayLike(this); return apply(concat, this, arguments); },
    slice(a, b) { checkArrayLike(this); return apply(slice, this, arguments); },
  };
  ArrayPrototype.indexOf = capped.indexOf;
  ArrayPrototype.lastIndexOf = capped.lastIndexOf;
  ArrayPrototype.includes = capped.includes;
  ArrayPrototype.shift = capped.shift;
  ArrayPrototype.unshift = capped.unshift;
  ArrayPrototype.sort = capped.sort;
  ArrayPrototype.flat = capped.flat;
  ArrayPrototype.flatMap = capped.flatMap;
  ArrayPrototype.reverse = capped.reverse;
  ArrayPrototype.splice = capped.splice;
  ArrayPrototype.toReversed = capped.toReversed;
  ArrayPrototype.toSorted = capped.toSorted;
  ArrayPrototype.toSpliced = capped.toSpliced;
  ArrayPrototype.with = capped.with;
  ArrayPrototype.fill = capped.fill;
  ArrayPrototype.copyWithin = capped.copyWithin;
  ArrayPrototype.concat = capped.concat;
  ArrayPrototype.slice = capped.slice;
}

function checkTyped(self) {
  tooLong(lengthOfTyped(self), MOST_SORTED);
}
// Something iterable is gone through by guest code, or is an array: only bare lengths are a risk.
const { iterator } = Symbol;
function checkSource(source) {
  if (typeof source !== 'object' || source === null) {
    return;
  }
  const typed = lengthOfTyped(source);
  if (typed >= 0) {
    tooLong(typed, MOST_ELEMENTS);
  } else if (isArray(source) || source[iterator] == null) {
    checkArrayLike(source);
  }
}
{
  const { sort, toSorted, toReversed } = TypedPrototype;
  const capped = {
    sort(a) { checkTyped(this); return apply(sort, this, arguments); },
    toSorted(a) { checkTyped(this); return apply(toSorted, this, arguments); },
    toReversed() { checkTyped(this); return apply(toReversed, this, arguments); },
  };
  TypedPrototype.sort = capped.sort;
  TypedPrototype.toSorted = capped.toSorted;
  TypedPrototype.toReversed = capped.toReversed;
  const { from } = Array;
  const { from: fromTyped } = TypedArray;
  Array.from = { from(a) { checkSource(a); return apply(from, this, arguments); } }.from;
  TypedArray.from = { from(a) { checkSource(a); return apply(fromTyped, this, arguments); } }.from;
}

function checkObject(value) {
  if (typeof value === 'string') {
    tooLong(value.length, MOST_SLOW);
  } else if (typeof value === 'object' && value !== null) {
    tooLong(lengthOfTyped(value), MOST_SLOW);
  }
}
{
  const { keys, values, entries, getOwnPropertyDescriptors, getOwnPropertyNames, freeze, seal, assign } = Object;
  const { ownKeys } = Reflect;
  const capped = {
    keys(a) { checkObject(a); return apply(keys, this, arguments); },
    values(a) { checkObject(a); return apply(values, this, arguments); },
    entries(a) { checkObject(a); return apply(entries, this, arguments); },
    getOwnPropertyDescriptors(a) { checkObject(a); return apply(getOwnPropertyDescriptors, this, arguments); },
    getOwnPropertyNames(a) { checkObject(a); return apply(getOwnPropertyNames, this, arguments); },
    freeze(a) { checkObject(a); return apply(freeze, this, arguments); },
    seal(a) { checkObject(a); return apply(seal, this, arguments); },
    assign(a, b) {
      for (let i = 1; i < arguments.length; i++) {
        checkObject(arguments[i]);
      }
      return apply(assign, this, arguments);
    },
    ownKeys(a) { checkObject(a); return apply(ownKeys, this, arguments); },
  };
  Object.keys = capped.keys;
  Object.values = capped.values;
  Object.entries = capped.entries;
  Object.getOwnPropertyDescriptors = capped.getOwnPropertyDescriptors;
  Object.getOwnPropertyNames = capped.getOwnPropertyNames;
  Object.freeze = capped.freeze;
  Object.seal = capped.seal;
  Object.assign = capped.assign;
  Reflect.ownKeys = capped.ownKeys;
}
