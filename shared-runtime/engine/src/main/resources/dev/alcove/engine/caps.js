// Takes away what no guest may have, and caps the built-ins that GraalJS cannot interrupt: each of
// them was measured to run on for seconds or for ever after a cancel. Honest use never meets a cap.
(function (p, options) {
  'use strict';
  const { globalThis, apply, ObjectGetOwnPropertyDescriptor, ObjectDefineProperty, ArrayIsArray, StringSlice } = p;
  const RangeError = p.RangeError;
  const TypeError = p.TypeError;

  const gone = ['SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry', 'load', 'loadWithNewGlobal', 'print',
    'printErr', 'console', 'Graal', 'Java', 'Polyglot', 'Packages', 'java', 'javax', 'com', 'org', 'edu', 'quit', 'exit',
    'readline', 'read', 'readbuffer', 'performance', 'Worker', 'WebAssembly', 'Debug', 'arguments'];
  for (let i = 0; i < gone.length; i++) {
    delete globalThis[gone[i]];
  }

  // Elements that a built-in may go through in one call: 2^24 take well below a second.
  const MOST_ELEMENTS = 2 ** 24;
  // The same for the slow ways: typed arrays and strings seen as objects.
  const MOST_SLOW = 2 ** 20;
  // Sorting a typed array takes a second for some millions.
  const MOST_SORTED = 2 ** 22;
  // A result that would not fit into the run's memory, at two bytes a character.
  const MOST_CHARACTERS = options.memory / 2;

  // `check` throws or lets the call through. The name and the length stay as they were.
  function cap(holder, name, check) {
    const descriptor = ObjectGetOwnPropertyDescriptor(holder, name);
    if (descriptor === undefined) {
      return;
    }
    const original = descriptor.value;
    const capped = {
      [name](...args) {
        check(this, args);
        return apply(original, this, args);
      },
    }[name];
    replace(holder, name, capped, original.length);
  }
  function replace(holder, name, made, length) {
    ObjectDefineProperty(made, 'length', { __proto__: null, value: length, writable: false, enumerable: false, configurable: true });
    const descriptor = ObjectGetOwnPropertyDescriptor(holder, name);
    ObjectDefineProperty(holder, name, {
      __proto__: null, value: made, writable: true, enumerable: descriptor.enumerable, configurable: true,
    });
  }
  const tooLong = (length, most) => {
    if (length > most) {
      throw new RangeError(`The length ${length} is over the limit of ${most} for this operation.`);
    }
  };
  const typedLength = (value) => (p.TypedArrayTag(value) === undefined ? -1 : p.TypedArrayLength(value));

  // What calls itself an array may answer another length the second time, or 2^53 - 1.
  function checkArrayLike(self) {
    if (typeof self !== 'object' || self === null) {
      if (typeof self === 'string') {
        tooLong(self.length, MOST_SLOW);
      }
      return;
    }
    if (ArrayIsArray(self)) {
      tooLong(self.length, MOST_ELEMENTS);
      return;
    }
    const typed = typedLength(self);
    if (typed >= 0) {
      tooLong(typed, MOST_SLOW);
      return;
    }
    const length = ObjectGetOwnPropertyDescriptor(self, 'length');
    if (length === undefined ? self.length !== undefined : !p.ObjectHasOwn(length, 'value')) {
      throw new TypeError('This operation needs an array, or an object whose length is a plain property.');
    }
    if (length !== undefined) {
      tooLong(+length.value, MOST_ELEMENTS);
    }
  }
  const ofArrays = ['indexOf', 'lastIndexOf', 'includes', 'shift', 'unshift', 'sort', 'flat', 'flatMap', 'reverse', 'splice',
    'toReversed', 'toSorted', 'toSpliced', 'with', 'fill', 'copyWithin', 'join', 'concat', 'slice'];
  for (let i = 0; i < ofArrays.length; i++) {
    cap(p.Array.prototype, ofArrays[i], checkArrayLike);
  }

  const TypedArray = p.ObjectGetPrototypeOf(p.Uint8Array);
  const ofTyped = ['sort', 'toSorted', 'toReversed', 'join', 'toLocaleString'];
  for (let i = 0; i < ofTyped.length; i++) {
    cap(TypedArray.prototype, ofTyped[i], (self) => { tooLong(typedLength(self), MOST_SORTED); });
  }

  // Something iterable is gone through by guest code, or is an array: only bare lengths are a risk.
  const iterator = p.Symbol.iterator;
  function checkSource(self, args) {
    const source = args[0];
    if (typeof source !== 'object' || source === null) {
      return;
    }
    const typed = typedLength(source);
    if (typed >= 0) {
      tooLong(typed, MOST_ELEMENTS);
    } else if (ArrayIsArray(source) || source[iterator] == null) {
      checkArrayLike(source);
    }
  }
  cap(p.Array, 'from', checkSource);
  cap(TypedArray, 'from', checkSource);

  function checkObject(self, args) {
    const value = args[0];
    if (typeof value === 'string') {
      tooLong(value.length, MOST_SLOW);
    } else if (typeof value === 'object' && value !== null) {
      tooLong(typedLength(value), MOST_SLOW);
    }
  }
  const ofObjects = ['keys', 'values', 'entries', 'getOwnPropertyDescriptors', 'getOwnPropertyNames', 'freeze', 'seal'];
  for (let i = 0; i < ofObjects.length; i++) {
    cap(p.Object, ofObjects[i], checkObject);
  }
  cap(Reflect, 'ownKeys', checkObject);
  cap(p.Object, 'assign', (self, args) => {
    for (let i = 1; i < args.length; i++) {
      checkObject(self, [args[i]]);
    }
  });
  cap(JSON, 'stringify', (self, args) => {
    checkObject(self, args);
    if (ArrayIsArray(args[0])) {
      tooLong(args[0].length, MOST_ELEMENTS);
    }
  });

  // A character that grows makes the JDK copy the whole again: 300,000 of them took 13 s.
  const CHUNK = 1024;
  function inChunks(name) {
    const holder = p.String.prototype;
    const original = holder[name];
    const chunked = {
      [name](...args) {
        if (typeof this !== 'string' || this.length <= CHUNK) {
          return apply(original, this, args);
        }
        let result = '';
        for (let from = 0; from < this.length;) {
          let to = from + CHUNK;
          const last = p.StringCharCodeAt(this, to - 1);
          if (last >= 0xd800 && last <= 0xdbff) {
            to++;
          }
          result += apply(original, StringSlice(this, from, to), args);
          from = to;
        }
        return result;
      },
    }[name];
    replace(holder, name, chunked, original.length);
  }
  inChunks('toUpperCase');
  inChunks('toLowerCase');
  inChunks('toLocaleUpperCase');
  inChunks('toLocaleLowerCase');

  const checkResult = (length) => {
    if (length > MOST_CHARACTERS) {
      throw new RangeError('Invalid string length');
    }
  };
  cap(p.String.prototype, 'repeat', (self, args) => {
    if (typeof self === 'string') {
      args[0] = +args[0];
      checkResult(self.length * args[0]);
    }
  });
  const checkPad = (self, args) => {
    args[0] = +args[0];
    checkResult(args[0]);
  };
  cap(p.String.prototype, 'padStart', checkPad);
  cap(p.String.prototype, 'padEnd', checkPad);

  const bigs = ['getBigInt64', 'getBigUint64', 'setBigInt64', 'setBigUint64'];
  if (!options.bigint) {
    delete globalThis.BigInt;
    delete globalThis.BigInt64Array;
    delete globalThis.BigUint64Array;
    for (let i = 0; i < bigs.length; i++) {
      delete p.DataView.prototype[bigs[i]];
    }
  } else {
    // Text to number and back is quadratic: a million digits take 11 s.
    const MOST_DIGITS = 20000;
    const BigInt = globalThis.BigInt;
    const big = 1n << 65536n;
    function capped(value) {
      if (new.target !== undefined) {
        throw new TypeError('BigInt is not a constructor');
      }
      if (typeof value === 'string') {
        tooLong(value.length, MOST_DIGITS);
      }
      // An object that turns into a long text is left to the watchdog.
      return BigInt(value);
    }
    ObjectDefineProperty(capped, 'name', { __proto__: null, value: 'BigInt', writable: false, enumerable: false, configurable: true });
    ObjectDefineProperty(capped, 'prototype', { __proto__: null, value: BigInt.prototype, writable: false, enumerable: false, configurable: false });
    for (const name of ['asIntN', 'asUintN']) {
      ObjectDefineProperty(capped, name, ObjectGetOwnPropertyDescriptor(BigInt, name));
    }
    ObjectDefineProperty(BigInt.prototype, 'constructor', { __proto__: null, value: capped, writable: true, enumerable: false, configurable: true });
    ObjectDefineProperty(globalThis, 'BigInt', { __proto__: null, value: capped, writable: true, enumerable: false, configurable: true });
    cap(BigInt.prototype, 'toString', (self) => {
      if (typeof self === 'bigint' && (self > big || self < -big)) {
        throw new RangeError('The number has too many digits to be written.');
      }
    });
  }
})
