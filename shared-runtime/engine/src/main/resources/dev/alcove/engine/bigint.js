
// ---- BigInt: taken away, or capped where it is quadratic ----

function withoutBigInt() {
  const view = DataView.prototype;
  delete globalThis.BigInt;
  delete globalThis.BigInt64Array;
  delete globalThis.BigUint64Array;
  delete view.getBigInt64;
  delete view.getBigUint64;
  delete view.setBigInt64;
  delete view.setBigUint64;
}

// Text to number and back is quadratic: a million digits take 11 s. What has no hook is left to the
// watchdog, and where that cannot stop it, to the end of the process: the operators (`x ** y`, `*`,
// `<<` on values of millions of bits), text that is compared with a number, and a number that becomes
// text without a call (`${x}`, `'' + x`, `String(x)`, a property's name).
const MOST_DIGITS = 20000;
const MOST_BITS = 65536;

// What `BigInt` itself would do with an object first, so that its text can be measured.
function primitive(value) {
  const convert = value[Symbol.toPrimitive];
  let result = convert == null ? value.valueOf() : apply(convert, value, ['number']);
  if (convert == null && isObject(result)) {
    result = value.toString();
  }
  if (isObject(result)) {
    throw new TypeError('Cannot convert object to primitive value');
  }
  return result;
}
const isObject = (value) => typeof value === 'object' && value !== null || typeof value === 'function';

function withBigInt() {
  const Real = globalThis.BigInt;
  const { prototype } = Real;
  const most = 1n << 65536n;
  function BigInt(value) {
    if (new.target !== undefined) {
      throw new TypeError('BigInt is not a constructor');
    }
    const given = isObject(value) ? primitive(value) : value;
    if (typeof given === 'string') {
      tooLong(given.length, MOST_DIGITS);
    }
    return Real(given);
  }
  const { asIntN, asUintN } = Real;
  const { toString, toLocaleString } = prototype;
  function cut(original, bits, value) {
    const wanted = +bits;
    tooLong(wanted, MOST_BITS);
    return original(wanted, typeof value === 'string' || isObject(value) ? BigInt(value) : value);
  }
  function written(original, value, args) {
    if (typeof value === 'bigint' && (value > most || value < -most)) {
      throw new RangeError('The number has too many digits to be written.');
    }
    return apply(original, value, args);
  }
  const capped = {
    asIntN(bits, value) { return cut(asIntN, bits, value); },
    asUintN(bits, value) { return cut(asUintN, bits, value); },
    toString() { return written(toString, this, arguments); },
    toLocaleString() { checkLocales(arguments[0]); return written(toLocaleString, this, arguments); },
  };
  BigInt.prototype = prototype;
  hidden(BigInt, 'asIntN', capped.asIntN);
  hidden(BigInt, 'asUintN', capped.asUintN);
  prototype.constructor = BigInt;
  prototype.toString = capped.toString;
  prototype.toLocaleString = capped.toLocaleString;
  globalThis.BigInt = BigInt;
}

if (bigint) {
  withBigInt();
} else {
  withoutBigInt();
}
