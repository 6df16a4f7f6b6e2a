
// ---- memory: what a single call could ask for at once is held against the run's memory, since a heap
// that runs out ends the process. ----

const RealBuffer = ArrayBuffer;

function checkBytes(size) {
  if (size > memory) {
    throw new RangeError('Array buffer allocation failed');
  }
}
function needsNew(target) {
  if (target === undefined) {
    throw new TypeError("The constructor needs 'new'.");
  }
}

{
  // The name is seen, so it is the built-in's.
  function ArrayBuffer(length) {
    needsNew(new.target);
    const size = +length;
    checkBytes(size);
    const options = arguments[1];
    const most = typeof options === 'object' && options !== null ? options.maxByteLength : undefined;
    if (most === undefined) {
      return construct(RealBuffer, [size], new.target);
    }
    // `resize` cannot go beyond it.
    const bytes = +most;
    checkBytes(bytes);
    return construct(RealBuffer, [size, { __proto__: null, maxByteLength: bytes }], new.target);
  }
  const { prototype } = RealBuffer;
  ArrayBuffer.prototype = prototype;
  prototype.constructor = ArrayBuffer;
  hidden(ArrayBuffer, 'isView', RealBuffer.isView);
  defineProperty(ArrayBuffer, Symbol.species, getOwnPropertyDescriptor(RealBuffer, Symbol.species));
  globalThis.ArrayBuffer = ArrayBuffer;
  const { transfer, transferToFixedLength } = prototype;
  if (transfer !== undefined) {
    const capped = {
      transfer() { return transferred(transfer, this, arguments); },
      transferToFixedLength() { return transferred(transferToFixedLength, this, arguments); },
    };
    prototype.transfer = capped.transfer;
    prototype.transferToFixedLength = capped.transferToFixedLength;
  }
}

function transferred(original, self, args) {
  if (args.length === 0 || args[0] === undefined) {
    return apply(original, self, nothing);
  }
  const size = +args[0];
  checkBytes(size);
  return apply(original, self, [size]);
}

function typedArray(Real, args, target) {
  needsNew(target);
  const source = args[0];
  if (typeof source === 'object' && source !== null) {
    checkSource(source);
    return construct(Real, args, target);
  }
  const length = +source;
  checkBytes(length * Real.BYTES_PER_ELEMENT);
  return construct(Real, [length], target);
}
function replaceTyped(Real, name, Capped) {
  const { prototype } = Real;
  setPrototypeOf(Capped, TypedArray);
  Capped.prototype = prototype;
  prototype.constructor = Capped;
  hidden(Capped, 'BYTES_PER_ELEMENT', Real.BYTES_PER_ELEMENT);
  globalThis[name] = Capped;
}

{
  const Real = {
    __proto__: null,
    Int8Array: globalThis.Int8Array,
    Uint8Array: globalThis.Uint8Array,
    Uint8ClampedArray: globalThis.Uint8ClampedArray,
    Int16Array: globalThis.Int16Array,
    Uint16Array: globalThis.Uint16Array,
    Int32Array: globalThis.Int32Array,
    Uint32Array: globalThis.Uint32Array,
    Float16Array: globalThis.Float16Array,
    Float32Array: globalThis.Float32Array,
    Float64Array: globalThis.Float64Array,
    BigInt64Array: globalThis.BigInt64Array,
    BigUint64Array: globalThis.BigUint64Array,
  };
  function Int8Array(a, b, c) { return typedArray(Real.Int8Array, arguments, new.target); }
  function Uint8Array(a, b, c) { return typedArray(Real.Uint8Array, arguments, new.target); }
  function Uint8ClampedArray(a, b, c) { return typedArray(Real.Uint8ClampedArray, arguments, new.target); }
  function Int16Array(a, b, c) { return typedArray(Real.Int16Array, arguments, new.target); }
  function Uint16Array(a, b, c) { return typedArray(Real.Uint16Array, arguments, new.target); }
  function Int32Array(a, b, c) { return typedArray(Real.Int32Array, arguments, new.target); }
  function Uint32Array(a, b, c) { return typedArray(Real.Uint32Array, arguments, new.target); }
  function Float16Array(a, b, c) { return typedArray(Real.Float16Array, arguments, new.target); }
  function Float32Array(a, b, c) { return typedArray(Real.Float32Array, arguments, new.target); }
  function Float64Array(a, b, c) { return typedArray(Real.Float64Array, arguments, new.target); }
  function BigInt64Array(a, b, c) { return typedArray(Real.BigInt64Array, arguments, new.target); }
  function BigUint64Array(a, b, c) { return typedArray(Real.BigUint64Array, arguments, new.target); }
  replaceTyped(Real.Int8Array, 'Int8Array', Int8Array);
  replaceTyped(Real.Uint8Array, 'Uint8Array', Uint8Array);
  replaceTyped(Real.Uint8ClampedArray, 'Uint8ClampedArray', Uint8ClampedArray);
  replaceTyped(Real.Int16Array, 'Int16Array', Int16Array);
  replaceTyped(Real.Uint16Array, 'Uint16Array', Uint16Array);
  replaceTyped(Real.Int32Array, 'Int32Array', Int32Array);
  replaceTyped(Real.Uint32Array, 'Uint32Array', Uint32Array);
  replaceTyped(Real.Float32Array, 'Float32Array', Float32Array);
  replaceTyped(Real.Float64Array, 'Float64Array', Float64Array);
  if (Real.Float16Array !== undefined) {
    replaceTyped(Real.Float16Array, 'Float16Array', Float16Array);
  }
  if (bigint) {
    replaceTyped(Real.BigInt64Array, 'BigInt64Array', BigInt64Array);
    replaceTyped(Real.BigUint64Array, 'BigUint64Array', BigUint64Array);
  }
}
