// The global `utils` of scripts. Times are ISO 8601 text in UTC; a day is a day of UTC.

const { UTC, parse: parseDate } = Date;
const { getUTCFullYear, getUTCMonth, getUTCDate, getUTCDay, getUTCHours, getUTCMinutes, getUTCSeconds,
  getUTCMilliseconds, getTime, toISOString } = Date.prototype;

function makeDates() {
  const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
    'November', 'December'];
  const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  const second = 1000;
  const minute = 60 * second;
  const hour = 60 * minute;
  const day = 24 * hour;
  const read = (method, date) => apply(method, date, nothing);

  // Milliseconds since the epoch of a Date, a number of them, or a text.
  function millis(value) {
    let time;
    if (value === undefined) time = core.now();
    else if (typeof value === 'number') time = value;
    else if (typeof value === 'string') time = parseDate(value);
    else if (isA(Date, value)) time = read(getTime, value);
    else throw new TypeError('A date must be a text such as "2026-01-31T09:00:00Z", a Date, or milliseconds since 1970.');
    if (!isFinite(time) || time > 8.64e15 || time < -8.64e15) {
      throw new RangeError(`"${slice(textOf(value), 0, 60)}" is not a date.`);
    }
    return time;
  }

  function iso(time) {
    return read(toISOString, new Date(millis(time)));
  }

  function amount(n) {
    if (typeof n !== 'number' || !isFinite(n)) throw new TypeError('The amount to add must be a number.');
    return n;
  }

  const adder = (size) => (date, n) => iso(millis(date) + amount(n) * size);
  const difference = (size) => (later, earlier) => trunc((millis(later) - millis(earlier)) / size);

  // The same day of another month, or that month's last day if it has no such day.
  function addMonths(date, n) {
    const from = new Date(millis(date));
    const count = read(getUTCMonth, from) + trunc(amount(n));
    const year = read(getUTCFullYear, from) + floor(count / 12);
    const month = count - floor(count / 12) * 12;
    const last = read(getUTCDate, new Date(UTC(year, month + 1, 0)));
    const time = millis(date) - floor(millis(date) / day) * day;
    return iso(UTC(year, month, min(read(getUTCDate, from), last)) + time);
  }

  function pad(n, width) {
    let text = `${n < 0 ? -n : n}`;
    while (text.length < width) text = '0' + text;
    return n < 0 ? '-' + text : text;
  }

  function token(name, date) {
    const hours = read(getUTCHours, date);
    switch (name) {
      case 'YYYY': return pad(read(getUTCFullYear, date), 4);
      case 'YY': return slice(pad(read(getUTCFullYear, date), 4), -2);
      case 'MMMM': return months[read(getUTCMonth, date)];
      case 'MMM': return slice(months[read(getUTCMonth, date)], 0, 3);
      case 'MM': return pad(read(getUTCMonth, date) + 1, 2);
      case 'M': return pad(read(getUTCMonth, date) + 1, 1);
      case 'DD': return pad(read(getUTCDate, date), 2);
      case 'D': return pad(read(getUTCDate, date), 1);
      case 'dddd': return days[read(getUTCDay, date)];
      case 'ddd': return slice(days[read(getUTCDay, date)], 0, 3);
      case 'HH': return pad(hours, 2);
      case 'H': return pad(hours, 1);
      case 'hh': return pad(((hours + 11) % 12) + 1, 2);
      case 'h': return pad(((hours + 11) % 12) + 1, 1);
      case 'mm': return pad(read(getUTCMinutes, date), 2);
      case 'm': return pad(read(getUTCMinutes, date), 1);
      case 'ss': return pad(read(getUTCSeconds, date), 2);
      case 's': return pad(read(getUTCSeconds, date), 1);
      case 'SSS': return pad(read(getUTCMilliseconds, date), 3);
      case 'A': return hours < 12 ? 'AM' : 'PM';
      case 'a': return hours < 12 ? 'am' : 'pm';
      case 'Z': return '+00:00';
      default: return name;
    }
  }

  function format(value, pattern = 'YYYY-MM-DDTHH:mm:ss.SSS[Z]') {
    if (typeof pattern !== 'string') throw new TypeError('The pattern must be a text such as "YYYY-MM-DD".');
    const date = new Date(millis(value));
    let result = '';
    for (let i = 0; i < pattern.length;) {
      const close = pattern[i] === '[' ? find(pattern, ']', i) : -1;
      let end = i + 1;
      if (close > 0) {
        result += slice(pattern, i + 1, close);
        end = close + 1;
      } else {
        while (end < pattern.length && pattern[end] === pattern[i]) end++;
        result += token(slice(pattern, i, end), date);
      }
      i = end;
    }
    return result;
  }

  return fixed({
    now: () => iso(undefined),
    parse: (value) => iso(value),
    toMillis: (value) => millis(value),
    format,
    addMilliseconds: adder(1),
    addSeconds: adder(second),
    addMinutes: adder(minute),
    addHours: adder(hour),
    addDays: adder(day),
    addWeeks: adder(7 * day),
    addMonths,
    addYears: (date, n) => addMonths(date, 12 * trunc(amount(n))),
    diffMilliseconds: difference(1),
    diffSeconds: difference(second),
    diffMinutes: difference(minute),
    diffHours: difference(hour),
    diffDays: difference(day),
    startOfDay: (date) => iso(floor(millis(date) / day) * day),
    endOfDay: (date) => iso(floor(millis(date) / day) * day + day - 1),
    isBefore: (a, b) => millis(a) < millis(b),
    isAfter: (a, b) => millis(a) > millis(b),
    isValid(value) {
      try {
        millis(value);
        return true;
      } catch {
        return false;
      }
    },
  });
}

function makeHashes() {
  const data = (value, what) => {
    if (typeof value === 'string') return core.utf8Encode(value);
    const bytes = bytesOf(value);
    if (bytes === undefined) throw new TypeError(`${what} must be a text, an ArrayBuffer or a typed array.`);
    return bytes;
  };
  return fixed({
    hash: (value, algorithm = 'sha256', encoding = 'hex') =>
      core.callBytes('crypto.hash', { algorithm: `${algorithm}`, encoding: `${encoding}` }, data(value, 'What is hashed')),
    hmac(value, key, algorithm = 'sha256', encoding = 'hex') {
      const secret = data(key, 'The key');
      const args = { algorithm: `${algorithm}`, encoding: `${encoding}`, keyLength: sizeOf(secret) };
      return core.callBytes('crypto.hmac', args, joined(secret, data(value, 'What is signed')));
    },
    randomBytes(size, encoding) {
      if (!isInteger(size) || size < 0 || size > 65536) {
        throw new RangeError('utils.crypto.randomBytes gives 0 to 65,536 bytes.');
      }
      const bytes = core.randomBytes(size);
      if (encoding === undefined) return new Uint8Array(bytes);
      return core.callBytes('crypto.encode', { encoding: `${encoding}` }, bytes);
    },
    timingSafeEqual: (a, b) => sameBytes(data(a, 'The first value'), data(b, 'The second value')),
  });
}

function makeUtils() {
  return fixed({ uuid: () => uuid(), date: makeDates(), crypto: makeHashes() });
}
