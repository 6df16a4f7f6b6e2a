
// ---- texts: a heap that runs out ends the process, so no text may be longer than the run's memory can hold while it
// is put together. A text made of parts takes next to nothing until something reads it: what `+` and templates make is
// held by the guard (Guard.java), the built-ins are held here. ----

// At two bytes a character, and as much again while the text grows.
const MOST_CHARACTERS = memory / 4;
// One text in JSON or percent encoding: most of it stays as it is, some characters become six or nine.
const MOST_ENCODED = memory / 6;

const throwTooLong = () => {
  throw new RangeError('Invalid string length');
};
function checkCharacters(length) {
  if (length > MOST_CHARACTERS) {
    throwTooLong();
  }
}
// Of a result that costs nothing yet.
function fitting(text) {
  checkCharacters(text.length);
  return text;
}

// A character that grows makes the JDK copy the whole again: 300,000 of them took 13 s.
const CHUNK = 1024;

function inChunks(original, self, args) {
  if (typeof self !== 'string' || self.length <= CHUNK) {
    return apply(original, self, args);
  }
  let result = '';
  for (let from = 0; from < self.length;) {
    let to = from + CHUNK;
    const last = apply(charCodeAt, self, [to - 1]);
    if (last >= 0xd800 && last <= 0xdbff) {
      to++;
    }
    result += apply(original, apply(sliceText, self, [from, to]), args);
    from = to;
  }
  return fitting(result);
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

// A replacement that counts what it adds up to; the given one if it cannot be too much.
function counted(text, replacement, matches) {
  const isFunction = typeof replacement === 'function';
  const template = isFunction ? '' : `${replacement}`;
  const patterns = apply(indexOfText, template, ['$']) >= 0;
  if (!isFunction && text.length + matches * template.length * (patterns ? text.length + 1 : 1) <= MOST_CHARACTERS) {
    return template;
  }
  let total = text.length;
  return function () {
    const part = isFunction ? `${apply(replacement, undefined, arguments)}`
      : patterns ? substituted(template, arguments) : template;
    total += part.length;
    checkCharacters(total);
    return part;
  };
}

// Arrays whose elements are being joined: one that contains itself gives nothing there.
const joining = setPrototypeOf([], null);
let joins = 0;
function joinedParts(self, length, separator, textOf) {
  for (let i = 0; i < joins; i++) {
    if (joining[i] === self) {
      return '';
    }
  }
  joining[joins++] = self;
  try {
    const parts = setPrototypeOf([], null);
    let total = separator.length * length;
    for (let i = 0; i < length; i++) {
      const element = self[i];
      parts[i] = element === undefined || element === null ? '' : textOf(element);
      total += parts[i].length;
      checkCharacters(total);
    }
    return apply(join, parts, [separator]);
  } finally {
    joins--;
  }
}
const { join } = ArrayPrototype;
const plainText = (element) => `${element}`;

function joined(self, separator) {
  checkArrayLike(self);
  const between = separator === undefined ? ',' : `${separator}`;
  if (typeof self !== 'object' || self === null || isTyped(self)) {
    return apply(join, self, [between]);
  }
  const length = isArray(self) ? self.length : +self.length;
  let total = between.length * (length - 1);
  checkCharacters(total);
  for (let i = 0; i < length; i++) {
    const element = self[i];
    if (typeof element === 'string') {
      total += element.length;
    } else if (typeof element === 'object' && element !== null || typeof element === 'function') {
      return joinedParts(self, length, between, plainText);
    }
  }
  checkCharacters(total);
  return apply(join, self, [between]);
}
ArrayPrototype.join = { join(a) { return joined(this, a); } }.join;
ArrayPrototype.toLocaleString = {
  toLocaleString() {
    checkArrayLike(this);
    const locales = arguments[0];
    const options = arguments[1];
    return joinedParts(this, this.length, ',', (element) => `${element.toLocaleString(locales, options)}`);
  },
}.toLocaleString;

// As many elements of a typed array as can be written: a number takes up to 24 characters.
function checkWritten(self) {
  checkCharacters(lengthOfTyped(self) * 24);
}
{
  const { join, toLocaleString } = TypedPrototype;
  const capped = {
    join(a) { checkWritten(this); return apply(join, this, arguments); },
    toLocaleString() { checkWritten(this); checkLocales(arguments[0]); return apply(toLocaleString, this, arguments); },
  };
  TypedPrototype.join = capped.join;
  TypedPrototype.toLocaleString = capped.toLocaleString;
}

{
  const prototype = String.prototype;
  const {
    toUpperCase, toLowerCase, toLocaleUpperCase, toLocaleLowerCase, repeat, padStart, padEnd, concat, replace,
    replaceAll, normalize,
  } = prototype;
  function replaced(original, self, args, matches) {
    const pattern = args[0];
    if (self === undefined || self === null || typeof pattern === 'object' && pattern !== null) {
      // Nothing to do, or done by the pattern's own method.
      return apply(original, self, args);
    }
    const text = `${self}`;
    return apply(original, text, [pattern, counted(text, args[1], matches(text))]);
  }
  const capped = {
    toUpperCase() { return inChunks(toUpperCase, this, arguments); },
    toLowerCase() { return inChunks(toLowerCase, this, arguments); },
    toLocaleUpperCase() { checkLocales(arguments[0]); return inChunks(toLocaleUpperCase, this, arguments); },
    toLocaleLowerCase() { checkLocales(arguments[0]); return inChunks(toLocaleLowerCase, this, arguments); },
    repeat(count) {
      const times = +count;
      const text = typeof this === 'object' && this !== null ? `${this}` : this;
      if (typeof text === 'string') {
        checkCharacters(text.length * times);
      }
      return apply(repeat, text, [times]);
    },
    padStart(length, b) {
      const most = +length;
      checkCharacters(most);
      return b === undefined ? apply(padStart, this, [most]) : apply(padStart, this, [most, b]);
    },
    padEnd(length, b) {
      const most = +length;
      checkCharacters(most);
      return b === undefined ? apply(padEnd, this, [most]) : apply(padEnd, this, [most, b]);
    },
    concat(a) {
      if (this === undefined || this === null) {
        return apply(concat, this, arguments);
      }
      const text = `${this}`;
      let total = text.length;
      for (let i = 0; i < arguments.length; i++) {
        arguments[i] = `${arguments[i]}`;
        total += arguments[i].length;
      }
      checkCharacters(total);
      return apply(concat, text, arguments);
    },
    replace(a, b) { return replaced(replace, this, arguments, () => 1); },
    replaceAll(a, b) { return replaced(replaceAll, this, arguments, (text) => text.length + 1); },
    normalize() {
      if (typeof this === 'string') {
        // One character becomes up to 18.
        checkCharacters(this.length * 8);
      }
      return apply(normalize, this, arguments);
    },
  };
  prototype.toUpperCase = capped.toUpperCase;
  prototype.toLowerCase = capped.toLowerCase;
  prototype.toLocaleUpperCase = capped.toLocaleUpperCase;
  prototype.toLocaleLowerCase = capped.toLocaleLowerCase;
  prototype.repeat = capped.repeat;
  prototype.padStart = capped.padStart;
  prototype.padEnd = capped.padEnd;
  prototype.concat = capped.concat;
  prototype.replace = capped.replace;
  prototype.replaceAll = capped.replaceAll;
  prototype.normalize = capped.normalize;

  const raw = {
    raw(template) {
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
    },
  }.raw;
  String.raw = raw;

  // What puts two or three texts together.
  const names = ['anchor', 'fontcolor', 'fontsize', 'link'];
  for (let i = 0; i < 4; i++) {
    const original = prototype[names[i]];
    hidden(prototype, names[i], { [names[i]](a) { return fitting(apply(original, this, arguments)); } }[names[i]]);
  }
}
{
  const Pattern = globalThis.RegExp.prototype;
  const { replace } = Symbol;
  const original = Pattern[replace];
  const { toString: patternText } = Pattern;
  const { toString: errorText } = Error.prototype;
  const capped = {
    [replace](a, b) {
      const text = `${a}`;
      return apply(original, this, [text, counted(text, b, text.length + 1)]);
    },
    toString() { return fitting(apply(patternText, this, nothing)); },
  };
  hidden(Pattern, replace, capped[replace]);
  hidden(Pattern, 'toString', capped.toString);
  hidden(Error.prototype, 'toString', { toString() { return fitting(apply(errorText, this, nothing)); } }.toString);
}
{
  const { encodeURI, encodeURIComponent, escape } = globalThis;
  const encoded = (original, value) => {
    const text = typeof value === 'string' ? value : `${value}`;
    if (text.length > MOST_ENCODED) {
      throwTooLong();
    }
    return original(text);
  };
  const capped = {
    encodeURI(a) { return encoded(encodeURI, a); },
    encodeURIComponent(a) { return encoded(encodeURIComponent, a); },
    escape(a) { return encoded(escape, a); },
  };
  globalThis.encodeURI = capped.encodeURI;
  globalThis.encodeURIComponent = capped.encodeURIComponent;
  globalThis.escape = capped.escape;
}
