// The run's clock and randomness in place of the machine's.
(function (p, now, random, touch) {
  'use strict';
  const { construct, ObjectDefineProperty, globalThis } = p;
  const Real = p.Date;
  const realToString = p.uncurry(Real.prototype.toString);
  const method = (target, name, value) =>
    ObjectDefineProperty(target, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });

  // Not a class: `Date()` without `new` must work.
  function Date(year, month, day, hours, minutes, seconds, ms) {
    if (new.target === undefined) {
      return realToString(new Real(now()));
    }
    const count = arguments.length;
    const args = [];
    for (let i = 0; i < count; i++) {
      ObjectDefineProperty(args, i, { __proto__: null, value: arguments[i], writable: true, enumerable: true, configurable: true });
    }
    return construct(Real, count === 0 ? [now()] : args, new.target);
  }
  ObjectDefineProperty(Date, 'prototype', { __proto__: null, value: Real.prototype, writable: false, enumerable: false, configurable: false });
  method(Real.prototype, 'constructor', Date);
  method(Date, 'now', { now() { return now(); } }.now);
  method(Date, 'parse', Real.parse);
  method(Date, 'UTC', Real.UTC);
  method(globalThis, 'Date', Date);

  method(Math, 'random', { random() { return random(); } }.random);

  // A formatter without a date formats the machine's now.
  const Format = Intl.DateTimeFormat.prototype;
  const bound = p.uncurry(p.ObjectGetOwnPropertyDescriptor(Format, 'format').get);
  ObjectDefineProperty(Format, 'format', {
    __proto__: null,
    get: { get format() {
      const format = bound(this);
      return (date) => format(date === undefined ? now() : date);
    } }.__lookupGetter__('format'),
    enumerable: false,
    configurable: true,
  });
  const toParts = p.uncurry(Format.formatToParts);
  method(Format, 'formatToParts', { formatToParts(date) { return toParts(this, date === undefined ? now() : date); } }.formatToParts);
})
