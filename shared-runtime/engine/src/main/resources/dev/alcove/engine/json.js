
// ---- JSON: the built-in cannot be interrupted, and a small graph whose parts are shared can be written as a text
// without end. So a replacer of ours counts; a call of it is also where a cancel gets in. ----

const objectText = Object.prototype.toString;

// What an array of names stands for.
function keptNames(list) {
  const names = setPrototypeOf([], null);
  const seen = new Map();
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    const kind = typeof item === 'object' && item !== null ? apply(objectText, item, nothing) : '';
    if (typeof item === 'string' || typeof item === 'number' || kind === '[object String]' || kind === '[object Number]') {
      const name = `${item}`;
      if (apply(mapGet, seen, [name]) === undefined) {
        apply(mapSet, seen, [name, true]);
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

function writtenJson(value, replacer, space) {
  if (typeof value === 'object') {
    checkObject(value);
  }
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function' && typeof replacer !== 'function') {
    checkJsonText(value);
    return writeJson(value);
  }
  const replace = typeof replacer === 'function' ? replacer : undefined;
  const names = typeof replacer === 'object' && replacer !== null && isArray(replacer) ? keptNames(replacer) : undefined;
  // At most ten characters for each level.
  const gap = space === undefined ? 0 : 10;
  const holders = setPrototypeOf([], null);
  let depth = 0;
  let total = 0;
  return writeJson(value, function (key, given) {
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
    } else if (typeof part === 'object' && part !== null && !isArray(part) && hasOwn(part, 'length')) {
      // A text in an object's guise has a length as its own.
      const length = part.length;
      total += typeof length === 'number' && length > 0 ? length : 0;
    }
    checkCharacters(total);
    return part;
  }, space);
}
function checkJsonText(value) {
  if (typeof value === 'string' && value.length > MOST_ENCODED) {
    throwTooLong();
  }
}
JSON.stringify = { stringify(a, b, c) { return writtenJson(a, b, c); } }.stringify;
