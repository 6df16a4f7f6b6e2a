
// ---- the run's clock and randomness in place of the machine's ----

const now = () => {
  touch('the clock');
  return host(NOW);
};
const RealDate = globalThis.Date;
const dateToString = RealDate.prototype.toString;

// Not a class: `Date()` without `new` must work.
function Date(year, month, day, hours, minutes, seconds, ms) {
  if (new.target === undefined) {
    return apply(dateToString, new RealDate(now()), nothing);
  }
  return construct(RealDate, arguments.length === 0 ? [now()] : arguments, new.target);
}
Date.prototype = RealDate.prototype;
RealDate.prototype.constructor = Date;
hidden(Date, 'now', { now() { return now(); } }.now);
hidden(Date, 'parse', RealDate.parse);
hidden(Date, 'UTC', RealDate.UTC);
globalThis.Date = Date;

Math.random = {
  random() {
    touch('randomness');
    return host(RANDOM);
  },
}.random;
