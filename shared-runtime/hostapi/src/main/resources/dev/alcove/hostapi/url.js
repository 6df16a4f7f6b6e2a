// URL, after the WHATWG standard. Left out: names beyond ASCII (IDNA) and numbers as IPv4 addresses;
// the http operations check an address again when they connect, so nothing depends on this file for safety.

function makeUrl() {
  const replaceable = { __proto__: null, 'http:': '80', 'https:': '443', 'ws:': '80', 'wss:': '443', 'ftp:': '21' };
  const { escape, unescape, split, resetParams, URLSearchParams } = queries();

  function invalid(text) {
    return core.error('TypeError', 'INVALID_ARGUMENT', `Invalid URL: ${slice(text, 0, 200)}`);
  }

  function trimmed(text) {
    let start = 0;
    let end = text.length;
    while (start < end && code(text, start) <= 32) start++;
    while (end > start && code(text, end - 1) <= 32) end--;
    let result = '';
    for (let i = start; i < end; i++) {
      const unit = code(text, i);
      if (unit !== 9 && unit !== 10 && unit !== 13) result += text[i];
    }
    return result;
  }

  function schemeOf(text) {
    for (let i = 0; i < text.length; i++) {
      const unit = code(lower(text[i]), 0);
      if (unit >= 97 && unit <= 122) continue;
      if (i > 0 && ((unit >= 48 && unit <= 57) || unit === 43 || unit === 45 || unit === 46)) continue;
      return i > 0 && unit === 58 ? lower(slice(text, 0, i + 1)) : undefined;
    }
    return undefined;
  }

  function firstOf(text, characters, from) {
    for (let i = from; i < text.length; i++) if (find(characters, text[i], 0) >= 0) return i;
    return text.length;
  }

  function hostOf(text, special, whole) {
    if (text[0] === '[') {
      const inner = slice(text, 1, text.length - 1);
      if (text[text.length - 1] !== ']' || firstOf(inner, 'ghijklmnopqrstuvwxyz/?#@%', 0) < inner.length) throw invalid(whole);
      return lower(text);
    }
    const host = special ? lower(unescape(text)) : escape(text, '');
    if ((special && host === '') || firstOf(host, ' #/:<>?@[\\]^|%\0\t\n\r', 0) < host.length) {
      if (special || firstOf(host, ' #/:<>?@[\\]^|\0\t\n\r', 0) < host.length) throw invalid(whole);
    }
    if (special && escape(host, '') !== host) throw invalid(whole);
    return host;
  }

  function portOf(text, scheme, whole) {
    for (let i = 0; i < text.length; i++) if (code(text, i) < 48 || code(text, i) > 57) throw invalid(whole);
    if (text === '') return '';
    const port = Number(text);
    if (port > 65535) throw invalid(whole);
    return replaceable[scheme] === `${port}` ? '' : `${port}`;
  }

  function authority(into, text, whole) {
    let at = -1;
    for (let i = find(text, '@', 0); i >= 0; i = find(text, '@', i + 1)) at = i;
    if (at >= 0) {
      const user = slice(text, 0, at);
      const colon = find(user, ':', 0);
      const reserved = '"#<>?`{}/:;=@[\\]^|';
      into.username = escape(colon < 0 ? user : slice(user, 0, colon), reserved);
      into.password = colon < 0 ? '' : escape(slice(user, colon + 1), reserved);
    }
    const rest = slice(text, at + 1);
    const close = rest[0] === '[' ? find(rest, ']', 0) : -1;
    const colon = find(rest, ':', close < 0 ? 0 : close);
    into.hostname = hostOf(colon < 0 ? rest : slice(rest, 0, colon), replaceable[into.protocol] !== undefined, whole);
    into.port = colon < 0 ? '' : portOf(slice(rest, colon + 1), into.protocol, whole);
  }

  function normalPath(text, special) {
    let path = '';
    for (let i = 0; i < text.length; i++) path += special && text[i] === '\\' ? '/' : text[i];
    const parts = split(path, '/');
    const kept = [];
    for (let i = 1; i < parts.length; i++) {
      const part = lower(parts[i]);
      const last = i === parts.length - 1;
      if (part === '..' || part === '.%2e' || part === '%2e.' || part === '%2e%2e') {
        if (kept.length > 0) kept.length--;
        if (last) push(kept, '');
      } else if (part === '.' || part === '%2e') {
        if (last) push(kept, '');
      } else push(kept, escape(parts[i], '"#<>?`{}^'));
    }
    let result = '';
    for (let i = 0; i < kept.length; i++) result += '/' + kept[i];
    return result === '' && special ? '/' : result;
  }

  function queryOf(text, special) {
    return text === '' ? '' : '?' + escape(text, special ? '"#<>\'' : '"#<>');
  }

  function tail(into, rest, special, opaque) {
    const hash = find(rest, '#', 0);
    const front = hash < 0 ? rest : slice(rest, 0, hash);
    into.hash = hash < 0 || hash === rest.length - 1 ? '' : '#' + escape(slice(rest, hash + 1), '"<>`');
    const mark = find(front, '?', 0);
    const path = mark < 0 ? front : slice(front, 0, mark);
    into.search = mark < 0 ? '' : queryOf(slice(front, mark + 1), special);
    into.pathname = opaque ? escape(path, '') : normalPath(path, special);
  }

  function parse(source, base) {
    const text = trimmed(source);
    const scheme = schemeOf(text);
    const into = { protocol: scheme, username: '', password: '', hostname: '', port: '', pathname: '', search: '', hash: '', slashes: false };
    if (scheme !== undefined) {
      const special = replaceable[scheme] !== undefined;
      let rest = slice(text, scheme.length);
      const relative = special && base !== undefined && base.protocol === scheme && firstOf(rest, '/\\', 0) !== 0;
      if (relative) return resolve(rest, base, source);
      let start = 0;
      if (special) while (rest[start] === '/' || rest[start] === '\\') start++;
      else if (slice(rest, 0, 2) === '//') start = 2;
      if (!special && start === 0) {
        tail(into, rest, false, rest[0] !== '/');
        into.opaque = rest[0] !== '/';
        return into;
      }
      rest = slice(rest, start);
      const end = firstOf(rest, special ? '/\\?#' : '/?#', 0);
      into.slashes = true;
      authority(into, slice(rest, 0, end), source);
      tail(into, slice(rest, end), special, false);
      return into;
    }
    if (base === undefined || base.opaque) throw invalid(source);
    return resolve(text, base, source);
  }

  function resolve(text, base, whole) {
    const special = replaceable[base.protocol] !== undefined;
    const first = special && text[0] === '\\' ? '/' : text[0];
    const second = special && text[1] === '\\' ? '/' : text[1];
    if (first === '/' && second === '/') return parse(base.protocol + text, undefined);
    const into = { protocol: base.protocol, username: base.username, password: base.password, hostname: base.hostname, port: base.port, pathname: base.pathname, search: '', hash: '', slashes: base.slashes };
    if (text === '' || text[0] === '#') {
      into.search = base.search;
      into.hash = text.length > 1 ? '#' + escape(slice(text, 1), '"<>`') : '';
      return into;
    }
    if (text[0] === '?') {
      tail(into, text, special, true);
      into.pathname = base.pathname;
      return into;
    }
    let folder = '';
    if (first !== '/') {
      let at = -1;
      for (let i = find(base.pathname, '/', 0); i >= 0; i = find(base.pathname, '/', i + 1)) at = i;
      folder = slice(base.pathname, 0, at + 1);
      if (folder === '') folder = '/';
    }
    tail(into, folder + text, special, false);
    if (into.hostname === '' && special) throw invalid(whole);
    return into;
  }

  class URL {
    #parts;
    #params;

    constructor(url, base = undefined) {
      if (arguments.length === 0) throw new TypeError('URL takes a text.');
      this.#parts = parse(`${url}`, base === undefined ? undefined : parse(`${base}`, undefined));
    }

    static canParse(url, base = undefined) {
      try {
        return new URL(url, base) !== undefined;
      } catch {
        return false;
      }
    }

    static parse(url, base = undefined) {
      try {
        return new URL(url, base);
      } catch {
        return null;
      }
    }

    #update() {
      if (this.#params !== undefined) resetParams(this.#params, slice(this.#parts.search, 1));
    }

    get href() {
      const parts = this.#parts;
      const user = parts.username === '' && parts.password === ''
        ? '' : parts.username + (parts.password === '' ? '' : ':' + parts.password) + '@';
      return parts.protocol + (parts.slashes ? '//' + user + this.host : '') + parts.pathname + parts.search + parts.hash;
    }

    set href(value) {
      this.#parts = parse(`${value}`, undefined);
      this.#update();
    }

    get origin() {
      return replaceable[this.#parts.protocol] === undefined ? 'null' : this.#parts.protocol + '//' + this.host;
    }

    get protocol() {
      return this.#parts.protocol;
    }

    set protocol(value) {
      const scheme = schemeOf(`${value}:`);
      const special = (name) => replaceable[name] !== undefined;
      if (scheme === undefined || special(scheme) !== special(this.#parts.protocol)) return;
      this.#parts.protocol = scheme;
      this.#parts.port = portOf(this.#parts.port, scheme, '');
    }

    get username() {
      return this.#parts.username;
    }

    set username(value) {
      if (this.#parts.slashes) this.#parts.username = escape(`${value}`, '"#<>?`{}/:;=@[\\]^|');
    }

    get password() {
      return this.#parts.password;
    }

    set password(value) {
      if (this.#parts.slashes) this.#parts.password = escape(`${value}`, '"#<>?`{}/:;=@[\\]^|');
    }

    get host() {
      return this.#parts.hostname + (this.#parts.port === '' ? '' : ':' + this.#parts.port);
    }

    set host(value) {
      if (!this.#parts.slashes) return;
      const text = `${value}`;
      const parts = { protocol: this.#parts.protocol, username: '', password: '', hostname: '', port: this.#parts.port };
      try {
        authority(parts, slice(text, 0, firstOf(text, '/\\?#@', 0)), text);
      } catch {
        return;
      }
      this.#parts.hostname = parts.hostname;
      if (find(text, ':', 0) >= 0) this.#parts.port = parts.port;
    }

    get hostname() {
      return this.#parts.hostname;
    }

    set hostname(value) {
      if (find(`${value}`, ':', 0) < 0) this.host = value;
    }

    get port() {
      return this.#parts.port;
    }

    set port(value) {
      try {
        this.#parts.port = portOf(`${value}`, this.#parts.protocol, '');
      } catch {
        // As the standard has it: what is not a port changes nothing.
      }
    }

    get pathname() {
      return this.#parts.pathname;
    }

    set pathname(value) {
      if (this.#parts.opaque) return;
      const text = `${value}`;
      const special = replaceable[this.#parts.protocol] !== undefined;
      this.#parts.pathname = normalPath(text[0] === '/' || (special && text[0] === '\\') ? text : '/' + text, special);
    }

    get search() {
      return this.#parts.search;
    }

    set search(value) {
      const text = `${value}`;
      this.#parts.search = queryOf(text[0] === '?' ? slice(text, 1) : text, replaceable[this.#parts.protocol] !== undefined);
      this.#update();
    }

    get hash() {
      return this.#parts.hash;
    }

    set hash(value) {
      const text = `${value}`;
      const bare = text[0] === '#' ? slice(text, 1) : text;
      this.#parts.hash = bare === '' ? '' : '#' + escape(bare, '"<>`');
    }

    get searchParams() {
      if (this.#params === undefined) {
        this.#params = new URLSearchParams(slice(this.#parts.search, 1), (text) => {
          this.#parts.search = text === '' ? '' : '?' + text;
        });
      }
      return this.#params;
    }

    toString() {
      return this.href;
    }

    toJSON() {
      return this.href;
    }
  }

  return URL;
}

