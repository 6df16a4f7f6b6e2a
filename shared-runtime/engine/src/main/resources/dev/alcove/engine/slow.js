// ---- what the guard calls in place of a built-in that may do too much: the checks (BuiltInCheck.java and its kinds)
// find that out and have converted what they measured. Made when a realm first needs any of it, which few do. ----

let slowly;
const slow = (name) => (slowly ??= makeSlow())[name];

function makeSlow() {
// At two bytes a character, and as much again while the text grows. Guard.java has the same.
const MOST_CHARACTERS = memory / 4;
// One text in JSON: most of it stays as it is, some characters become six.
const MOST_ENCODED = memory / 6;

const throwTooLong = () => {
  throw new RangeError('Invalid string length');
};
function checkCharacters(length) {
  if (length > MOST_CHARACTERS) {
    throwTooLong();
  }
}

// A character that grows makes the JDK copy the whole again: 300,000 of them took 13 s.
const CHUNK = 1024;

function chunks(original, text, locale) {
  let result = '';
  for (let from = 0; from < text.length;) {
    let to = from + CHUNK - 1;
    const last = to < text.length ? apply(charCodeAt, text, [to - 1]) : 0;
    if (last >= 0xd800 && last <= 0xdbff) {
      to++;
    }
    result += apply(original, apply(sliceText, text, [from, to]), [locale]);
    from = to;
  }
  checkCharacters(result.length);
  return result;
}

// What a replacement's text stands for, by the language's own rules. `args` is what a replacer function gets.
function substituted(template, args) {
  const groups = typeof args[args.length - 1] === 'object' ? args[args.length - 1] : undefined;
  const captures = args.length - (groups === undefined ? 3 : 4);
  const text = args[captures + 2];
  const position = args[captures + 1];
  let result = '';
  let from = 0;
  for (let at = apply(indexOfText, template, ['$']); at >= 0; at = apply(indexOfText, template, ['$', from])) {
    result += apply(sliceText, template, [from, at]);
    const next = template[at + 1];
    from = at + 2;
    if (next === '$') {
      result += '$';
    } else if (next === '&') {
      result += args[0];
    } else if (next === '`') {
      result += apply(sliceText, text, [0, position]);
    } else if (next === "'") {
      result += apply(sliceText, text, [position + args[0].length]);
    } else if (next === '<' && groups !== undefined) {
      const end = apply(indexOfText, template, ['>', from]);
      if (end < 0) {
        result += '$<';
      } else {
        const value = groups[apply(sliceText, template, [from, end])];
        result += value === undefined ? '' : `${value}`;
        from = end + 1;
      }
    } else {
      const length = captureDigits(template, at + 1, captures);
      const value = args[+apply(sliceText, template, [at + 1, at + 1 + length])];
      result += length === 0 ? '$' : value === undefined ? '' : value;
      from = at + 1 + length;
    }
    checkCharacters(result.length);
  }
  return result + apply(sliceText, template, [from]);
}
const isDigit = (text, at) => text[at] >= '0' && text[at] <= '9';
// How many digits at a place name a capture: two, if there is one by that number, else one, else none.
function captureDigits(template, at, captures) {
  if (!isDigit(template, at)) {
    return 0;
  }
  const one = +template[at];
  const two = isDigit(template, at + 1) ? 10 * one + +template[at + 1] : 0;
  return two >= 1 && two <= captures ? 2 : one >= 1 && one <= captures ? 1 : 0;
}

// A replacement that counts what it adds up to.
function counted(text, replacement) {
  const isFunction = typeof replacement === 'function';
  let total = text.length;
  return function () {
    const part = isFunction ? `${apply(replacement, undefined, arguments)}` : substituted(replacement, arguments);
    total += part.length;
    checkCharacters(total);
    return part;
  };
}

function raw(template) {
  const parts = Object(template).raw;
  const length = parts.length;
  let result = '';
  for (let i = 0; i < length; i++) {
    result += `${parts[i]}`;
    if (i + 1 < length && i + 1 < arguments.length) {
      result += `${arguments[i + 1]}`;
    }
    checkCharacters(result.length);
  }
  return result;
}

// Arrays whose elements are being joined: one that contains itself gives nothing there.
const joining = setPrototypeOf([], null);
let joins = 0;
function joined(self, separator, textOf) {
  for (let i = 0; i < joins; i++) {
    if (joining[i] === self) {
      return '';
    }
  }
  joining[joins++] = self;
  try {
    const size = +self.length;
    const length = size > 0 ? size - size % 1 : 0;
    let total = separator.length * (length - 1);
    checkCharacters(total);
    const parts = setPrototypeOf([], null);
    parts.length = length;
    for (let i = 0; i < length; i++) {
      const element = self[i];
      if (element !== undefined && element !== null) {
        parts[i] = textOf(element);
        total += parts[i].length;
        checkCharacters(total);
      }
    }
    return apply(joinList, parts, [separator, pass]);
  } finally {
    joins--;
  }
}
const plainText = (element) => `${element}`;
const join = (original, self, separator) => joined(self, separator === undefined ? ',' : separator, plainText);
const list = (self, locales, options) => joined(self, ',', (element) => `${element.toLocaleString(locales, options)}`);

function words(original, self, given) {
  const parts = given === undefined ? nothing : apply(listOf, Array, [given]);
  const length = parts.length;
  let total = 0;
  for (let i = 0; i < length; i++) {
    total += typeof parts[i] === 'string' ? parts[i].length + 8 : 0;
    // It is copied over and over.
    checkCharacters(4 * total);
  }
  let at = 0;
  const once = {
    __proto__: null,
    next: () => ({ __proto__: null, done: at >= length, value: at < length ? parts[at++] : undefined }),
  };
  return apply(original, self, [{ __proto__: null, [iterator]: () => once }, pass]);
}

// A formatter without a date formats the machine's now.
const dated = (format) => (date) => format(date === undefined ? now() : date);

// What an array of names stands for.
function keptNames(given) {
  const names = setPrototypeOf([], null);
  const seen = { __proto__: null };
  for (let i = 0; i < given.length; i++) {
    const item = given[i];
    const kind = typeof item === 'object' && item !== null ? apply(objectText, item, nothing) : '';
    if (typeof item === 'string' || typeof item === 'number' || kind === '[object String]' || kind === '[object Number]') {
      const name = `${item}`;
      if (seen[name] !== true) {
        seen[name] = true;
        names[names.length] = name;
      }
    }
  }
  return names;
}
// The built-in takes a list or a function, not both.
function only(names, value) {
  if (typeof value !== 'object' || value === null || isArray(value)) {
    return value;
  }
  const kind = apply(objectText, value, nothing);
  if (kind === '[object String]' || kind === '[object Number]' || kind === '[object Boolean]') {
    return value;
  }
  const kept = {};
  for (let i = 0; i < names.length; i++) {
    defineProperty(kept, names[i], { __proto__: null, value: value[names[i]], enumerable: true });
  }
  return kept;
}

function checkJsonText(value) {
  if (typeof value === 'string' && value.length > MOST_ENCODED) {
    throwTooLong();
  }
}
function json(original, value, replacer, space) {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function' && typeof replacer !== 'function') {
    checkJsonText(value);
    return original(value, undefined, undefined, pass);
  }
  const replace = typeof replacer === 'function' ? replacer : undefined;
  const names = typeof replacer === 'object' && replacer !== null && isArray(replacer) ? keptNames(replacer) : undefined;
  // At most ten characters for each level.
  const gap = space === undefined ? 0 : 10;
  const holders = setPrototypeOf([], null);
  let depth = 0;
  let total = 0;
  return original(value, function (key, given) {
    let part = replace === undefined ? given : apply(replace, this, [key, given]);
    if (names !== undefined) {
      part = only(names, part);
    }
    if (gap > 0) {
      while (depth > 0 && holders[depth - 1] !== this) {
        depth--;
      }
      total += gap * depth;
      if (typeof part === 'object') {
        holders[depth++] = part;
      }
    }
    total += key.length + 8;
    if (typeof part === 'string') {
      checkJsonText(part);
      total += part.length;
    } else if (typeof part === 'object' && part !== null && !isArray(part)) {
      // A text in an object's guise has a length as its own.
      const length = getOwnPropertyDescriptor(part, 'length') === undefined ? 0 : part.length;
      total += typeof length === 'number' && length > 0 ? length : 0;
    }
    checkCharacters(total);
    return part;
  }, space, pass);
}

return { __proto__: null, chunks, counted, raw, join, list, words, dated, json };
}
