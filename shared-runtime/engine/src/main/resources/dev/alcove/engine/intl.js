
// ---- locales and Intl. A list of locales may be anything with a length, and is gone through without a break: so its
// length is looked at first. Intl is large and seldom used: it is changed when it is first asked for. ----

const MOST_LOCALES = 1000;

function checkLocales(locales) {
  if (typeof locales !== 'object' || locales === null) {
    return;
  }
  const length = getOwnPropertyDescriptor(locales, 'length');
  if (length === undefined ? locales.length !== undefined : !hasOwn(length, 'value')) {
    throw new TypeError('A list of locales needs a length that is a plain property of its own.');
  }
  if (length !== undefined) {
    tooLong(+length.value, MOST_LOCALES);
  }
}

{
  const { localeCompare } = String.prototype;
  const { toLocaleString: writtenNumber } = Number.prototype;
  const { toLocaleString, toLocaleDateString, toLocaleTimeString } = globalThis.Date.prototype;
  const capped = {
    localeCompare(a) { checkLocales(arguments[1]); return apply(localeCompare, this, arguments); },
    writtenNumber: { toLocaleString() { checkLocales(arguments[0]); return apply(writtenNumber, this, arguments); } }.toLocaleString,
    toLocaleString() { checkLocales(arguments[0]); return apply(toLocaleString, this, arguments); },
    toLocaleDateString() { checkLocales(arguments[0]); return apply(toLocaleDateString, this, arguments); },
    toLocaleTimeString() { checkLocales(arguments[0]); return apply(toLocaleTimeString, this, arguments); },
  };
  const dates = globalThis.Date.prototype;
  String.prototype.localeCompare = capped.localeCompare;
  Number.prototype.toLocaleString = capped.writtenNumber;
  dates.toLocaleString = capped.toLocaleString;
  dates.toLocaleDateString = capped.toLocaleDateString;
  dates.toLocaleTimeString = capped.toLocaleTimeString;
}

function checkedLocales(original, name) {
  const made = { [name](locales) { checkLocales(locales); return apply(original, this, arguments); } }[name];
  return made;
}
function checkedFormatter(Real, name) {
  // Some may be called without `new`.
  const Checked = function (locales, options) {
    checkLocales(locales);
    return new.target === undefined ? apply(Real, this, arguments) : construct(Real, arguments, new.target);
  };
  const { prototype } = Real;
  Checked.prototype = prototype;
  defineProperty(Checked, 'prototype', { __proto__: null, writable: false });
  defineProperty(Checked, 'name', { __proto__: null, value: name });
  defineProperty(Checked, 'length', { __proto__: null, value: Real.length });
  hidden(Checked, 'supportedLocalesOf', checkedLocales(Real.supportedLocalesOf, 'supportedLocalesOf'));
  hidden(prototype, 'constructor', Checked);
  return Checked;
}
const FORMATTERS = [
  'Collator', 'NumberFormat', 'DateTimeFormat', 'PluralRules', 'ListFormat', 'RelativeTimeFormat', 'Segmenter', 'DisplayNames', 'DurationFormat',
];
const { from: listOf } = Array;

function checkIntl(intl) {
  for (let i = 0; i < FORMATTERS.length; i++) {
    const Real = intl[FORMATTERS[i]];
    if (Real !== undefined) {
      hidden(intl, FORMATTERS[i], checkedFormatter(Real, FORMATTERS[i]));
    }
  }
  hidden(intl, 'getCanonicalLocales', checkedLocales(intl.getCanonicalLocales, 'getCanonicalLocales'));
  // A formatter without a date formats the machine's now.
  const dates = intl.DateTimeFormat.prototype;
  const boundFormat = apply(getter, dates, ['format']);
  defineProperty(dates, 'format', {
    __proto__: null,
    get: apply(getter, {
      get format() {
        const format = apply(boundFormat, this, nothing);
        return (date) => format(date === undefined ? now() : date);
      },
    }, ['format']),
    enumerable: false,
    configurable: true,
  });
  const toParts = dates.formatToParts;
  dates.formatToParts = {
    formatToParts(date) { return apply(toParts, this, [date === undefined ? now() : date]); },
  }.formatToParts;
  const lists = intl.ListFormat.prototype;
  const { format } = lists;
  lists.format = {
    format(list) {
      const parts = list === undefined ? [] : apply(listOf, Array, [list]);
      let total = 0;
      for (let i = 0; i < parts.length; i++) {
        total += typeof parts[i] === 'string' ? parts[i].length + 8 : 0;
        // It is copied over and over.
        checkCharacters(4 * total);
      }
      return apply(format, this, [parts]);
    },
  }.format;
  return intl;
}
{
  const intl = globalThis.Intl;
  defineProperty(globalThis, 'Intl', {
    __proto__: null,
    get() {
      hidden(globalThis, 'Intl', intl);
      return checkIntl(intl);
    },
    set(value) { hidden(globalThis, 'Intl', value); },
    enumerable: false,
    configurable: true,
  });
}
