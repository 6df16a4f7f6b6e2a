
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

function withBigInt() {
  // Text to number and back is quadratic: a million digits take 11 s.
  const MOST_DIGITS = 20000;
  const Real = globalThis.BigInt;
  const most = 1n << 65536n;
  function BigInt(value) {
    if (new.target !== undefined) {
      throw new TypeError('BigInt is not a constructor');
    }
    if (typeof value === 'string') {
      tooLong(value.length, MOST_DIGITS);
    }
    // An object that turns into a long text is left to the watchdog.
    return Real(value);
  }
  BigInt.prototype = Real.prototype;
  hidden(BigInt, 'asIntN', Real.asIntN);
  hidden(BigInt, 'asUintN', Real.asUintN);
  Real.prototype.constructor = BigInt;
  globalThis.BigInt = BigInt;
  const { toString } = Real.prototype;
  Real.prototype.toString = {
    toString() {
      if (typeof this === 'bigint' && (this > most || this < -most)) {
        throw new RangeError('The number has too many digits to be written.');
      }
      return apply(toString, this, arguments);
    },
  }.toString;
}

if (bigint) {
  withBigInt();
} else {
  withoutBigInt();
}
