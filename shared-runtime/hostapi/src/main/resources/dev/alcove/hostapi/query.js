// Percent-encoding and URLSearchParams, after the WHATWG standard.

let query;

function queries() {
  if (query === undefined) query = makeQueries();
  return query;
}

function makeQueries() {
  let resetParams;
  const iterator = Symbol.iterator;

  // Percent-encodes what is not printable ASCII, and the characters of `also`.
  function escape(text, also) {
    let result = '';
    let plain = true;
    for (let i = 0; i < text.length; i++) {
      const unit = code(text, i);
      if (unit < 0x21 || unit > 0x7e || find(also, text[i], 0) >= 0) plain = false;
    }
    if (plain) return text;
    const bytes = new Uint8Array(core.utf8Encode(text));
    const size = apply(viewLength, bytes, nothing);
    for (let i = 0; i < size; i++) {
      const byte = bytes[i];
      const char = fromCharCode(byte);
      result += byte < 0x21 || byte > 0x7e || find(also, char, 0) >= 0 ? percent(byte) : char;
    }
    return result;
  }

  function percent(byte) {
    const digits = '0123456789ABCDEF';
    return '%' + digits[byte >> 4] + digits[byte & 15];
  }

  function hex(unit) {
    if (unit >= 48 && unit <= 57) return unit - 48;
    if (unit >= 65 && unit <= 70) return unit - 55;
    return unit >= 97 && unit <= 102 ? unit - 87 : -1;
  }

  function unescape(text) {
    if (find(text, '%', 0) < 0) return text;
    const source = new Uint8Array(core.utf8Encode(text));
    const size = apply(viewLength, source, nothing);
    const target = new Uint8Array(size);
    let count = 0;
    for (let i = 0; i < size; i++) {
      const high = source[i] === 37 && i + 2 < size ? hex(source[i + 1]) : -1;
      const low = high < 0 ? -1 : hex(source[i + 2]);
      target[count++] = low < 0 ? source[i] : high * 16 + low;
      if (low >= 0) i += 2;
    }
    return core.utf8Decode(copyOf(apply(viewBuffer, target, nothing), 0, count));
  }

  function plusToBlank(text) {
    let result = '';
    for (let i = 0; i < text.length; i++) result += text[i] === '+' ? ' ' : text[i];
    return result;
  }

  function formEscape(text) {
    const escaped = escape(text, '!"#$%&\'()+,/:;<=>?@[\\]^`{|}~');
    let result = '';
    let from = 0;
    for (let at = find(escaped, '%20', 0); at >= 0; at = find(escaped, '%20', from)) {
      result += slice(escaped, from, at) + '+';
      from = at + 3;
    }
    return result + slice(escaped, from);
  }

  function split(text, separator) {
    const parts = [];
    let from = 0;
    for (;;) {
      const at = find(text, separator, from);
      if (at < 0) break;
      push(parts, slice(text, from, at));
      from = at + separator.length;
    }
    push(parts, slice(text, from));
    return parts;
  }

  function parsePairs(text) {
    const pairs = [];
    const parts = split(text, '&');
    for (let i = 0; i < parts.length; i++) {
      if (parts[i] === '') continue;
      const at = find(parts[i], '=', 0);
      const name = at < 0 ? parts[i] : slice(parts[i], 0, at);
      const value = at < 0 ? '' : slice(parts[i], at + 1);
      push(pairs, [unescape(plusToBlank(name)), unescape(plusToBlank(value))]);
    }
    return pairs;
  }

  class URLSearchParams {
    #pairs = [];
    #changed;

    constructor(init = '', changed = undefined) {
      this.#changed = typeof changed === 'function' ? changed : undefined;
      if (typeof init === 'object' && init !== null) {
        if (init[iterator] !== undefined) {
          for (const pair of init) push(this.#pairs, [`${pair[0]}`, `${pair[1]}`]);
        } else {
          const keys = keysOf(init);
          for (let i = 0; i < keys.length; i++) push(this.#pairs, [keys[i], `${init[keys[i]]}`]);
        }
      } else {
        const text = `${init}`;
        this.#pairs = parsePairs(text[0] === '?' ? slice(text, 1) : text);
      }
    }

    #tell() {
      if (this.#changed !== undefined) this.#changed(this.toString());
    }

    get size() {
      return this.#pairs.length;
    }

    append(name, value) {
      push(this.#pairs, [`${name}`, `${value}`]);
      this.#tell();
    }

    delete(name, value) {
      const kept = [];
      for (let i = 0; i < this.#pairs.length; i++) {
        const pair = this.#pairs[i];
        const hit = pair[0] === `${name}` && (value === undefined || pair[1] === `${value}`);
        if (!hit) push(kept, pair);
      }
      this.#pairs = kept;
      this.#tell();
    }

    get(name) {
      for (let i = 0; i < this.#pairs.length; i++) if (this.#pairs[i][0] === `${name}`) return this.#pairs[i][1];
      return null;
    }

    getAll(name) {
      const found = [];
      for (let i = 0; i < this.#pairs.length; i++) {
        if (this.#pairs[i][0] === `${name}`) push(found, this.#pairs[i][1]);
      }
      return found;
    }

    has(name, value) {
      for (let i = 0; i < this.#pairs.length; i++) {
        const pair = this.#pairs[i];
        if (pair[0] === `${name}` && (value === undefined || pair[1] === `${value}`)) return true;
      }
      return false;
    }

    set(name, value) {
      const kept = [];
      let done = false;
      for (let i = 0; i < this.#pairs.length; i++) {
        const pair = this.#pairs[i];
        if (pair[0] !== `${name}`) push(kept, pair);
        else if (!done) {
          push(kept, [pair[0], `${value}`]);
          done = true;
        }
      }
      if (!done) push(kept, [`${name}`, `${value}`]);
      this.#pairs = kept;
      this.#tell();
    }

    sort() {
      const pairs = this.#pairs;
      for (let i = 1; i < pairs.length; i++) {
        const pair = pairs[i];
        let at = i;
        for (; at > 0 && pairs[at - 1][0] > pair[0]; at--) pairs[at] = pairs[at - 1];
        pairs[at] = pair;
      }
      this.#tell();
    }

    forEach(callback, self) {
      for (let i = 0; i < this.#pairs.length; i++) apply(callback, self, [this.#pairs[i][1], this.#pairs[i][0], this]);
    }

    *entries() {
      for (let i = 0; i < this.#pairs.length; i++) yield [this.#pairs[i][0], this.#pairs[i][1]];
    }

    *keys() {
      for (let i = 0; i < this.#pairs.length; i++) yield this.#pairs[i][0];
    }

    *values() {
      for (let i = 0; i < this.#pairs.length; i++) yield this.#pairs[i][1];
    }

    [iterator]() {
      return this.entries();
    }

    toString() {
      let text = '';
      for (let i = 0; i < this.#pairs.length; i++) {
        text += (i === 0 ? '' : '&') + formEscape(this.#pairs[i][0]) + '=' + formEscape(this.#pairs[i][1]);
      }
      return text;
    }

    // The url's own query was replaced: not for guests, who would have to know the private list anyway.
    static #reset(params, text) {
      params.#pairs = parsePairs(text);
    }

    static {
      resetParams = (params, text) => URLSearchParams.#reset(params, text);
    }
  }

  return { escape, unescape, split, resetParams, URLSearchParams };
}
