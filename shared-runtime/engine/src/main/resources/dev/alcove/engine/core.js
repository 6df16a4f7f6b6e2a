// The trusted half of a realm: the only code that holds the host function. Evaluated before any
// guest code; what a prelude may use of it is `core`, what the engine itself calls is `handles`.
// Guest code never sees either object, only closures over them.
(function (p, host, options, caps, time) {
  'use strict';
  const {
    JSONparse, JSONstringify, ObjectCreate, ObjectDefineProperty, ObjectGetOwnPropertyDescriptor, ObjectFreeze,
    Promise, Error, ArrayBuffer, Map, MapGet, MapSet, MapDelete, MapForEach, MapClear, MapSize, StringSlice,
    isArrayBuffer, globalThis,
  } = p;
  const freshError = (Class, message) => new Class(message);
  const classes = ObjectFreeze({
    __proto__: null,
    Error, TypeError: p.TypeError, RangeError: p.RangeError, SyntaxError: p.SyntaxError,
    ReferenceError: p.ReferenceError, EvalError: p.EvalError, URIError: p.URIError,
  });

  // First argument of every host call. HostFunction.java has the other half.
  const CALL = 0, START = 1, TAKE = 2, FAILURE = 3, TIMER = 4, CLEAR = 5, NOW = 6, RANDOM = 7, FILL = 8;
  const ENCODE = 9, DECODE = 10, REMAINING = 11, TOUCH = 12, END = 13;
  // What it answers besides a string (JSON) and a number from 0 (so many bytes wait for TAKE).
  const FAILED = -1, PENDING = -2, TIMED_OUT = -3;

  const hidden = (target, name, value) =>
    ObjectDefineProperty(target, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });

  function error(name, code, message) {
    const known = classes[name];
    const made = freshError(known ?? Error, message);
    if (known === undefined) {
      hidden(made, 'name', name);
    }
    if (code !== undefined) {
      hidden(made, 'code', code);
    }
    return made;
  }

  const timeoutError = () =>
    error('TimeoutError', 'TIMEOUT', 'The run is about to exceed its time limit.');

  // An ending that guest code cannot catch: the host ends the run when this is made and cancels the
  // realm before another guest instruction runs. It returns nothing, but reads well after `throw`.
  const failure = (outcome, code, message) => host(END, `${outcome}`, `${code}`, `${message}`);

  function receive(answer) {
    if (typeof answer === 'string') {
      return answer === '' ? undefined : JSONparse(answer);
    }
    if (answer >= 0) {
      return take(answer);
    }
    if (answer === TIMED_OUT) {
      throw timeoutError();
    }
    const told = JSONparse(host(FAILURE));
    throw error(told.name, told.code, told.message);
  }

  function take(size) {
    const buffer = new ArrayBuffer(size);
    if (size > 0) {
      host(TAKE, buffer);
    }
    return buffer;
  }

  function text(args) {
    if (args === undefined) {
      return '';
    }
    const json = JSONstringify(args);
    return json === undefined ? '' : json;
  }

  // While a realm is made ahead of its run, guest code that asks for something of a run spoils it.
  let bound = false;
  function touch(what) {
    if (!bound) {
      host(TOUCH, what, freshError(Error, '').stack);
    }
  }

  function checked(op) {
    if (typeof op !== 'string') {
      throw freshError(p.TypeError, 'The name of an operation is a text.');
    }
    touch(op);
  }

  function call(op, args) {
    checked(op);
    return receive(host(CALL, op, text(args)));
  }
  function callBytes(op, args, buffer) {
    checked(op);
    const json = text(args);
    return receive(buffer === undefined ? host(CALL, op, json) : host(CALL, op, json, buffer));
  }

  // Operations under way: id -> the functions that settle their promise.
  const waiting = new Map();
  let lastId = 0;

  function start(op, args, buffer) {
    checked(op);
    // A promise of the realm's own class, whatever the guest has made of `Promise`.
    return new Promise((resolve, reject) => {
      const id = ++lastId;
      const json = text(args);
      const answer = buffer === undefined ? host(START, op, json, id) : host(START, op, json, id, buffer);
      if (answer === PENDING) {
        MapSet(waiting, id, { __proto__: null, resolve, reject });
      } else {
        resolve(receive(answer));
      }
    });
  }

  function settle(id, answer) {
    const pending = MapGet(waiting, id);
    MapDelete(waiting, id);
    let value;
    try {
      value = receive(answer);
    } catch (e) {
      pending.reject(e);
      return;
    }
    pending.resolve(value);
  }

  // The soft deadline passed while the guest waits for operations: each of them ends so.
  function timeOut() {
    const pending = [];
    MapForEach(waiting, (value) => p.arrayPush(pending, value));
    MapClear(waiting);
    for (let i = 0; i < pending.length; i++) {
      pending[i].reject(timeoutError());
    }
  }

  // Called by the guard on the guest's thread, between two of the guest's instructions.
  const throwTimeout = () => {
    throw timeoutError();
  };
  const throwTooDeep = () => {
    throw freshError(p.RangeError, 'Maximum call stack size exceeded');
  };

  const throwRefused = () => {
    throw freshError(Error, 'Modules cannot be imported by URL.');
  };
  // The guard reads its arguments off the frame; see Guard.java.
  function armGuard(timeout, tooDeep, refused) {}

  const callbacks = new Map();
  function schedule(callback, delay, args, repeat) {
    if (typeof callback !== 'function') {
      throw freshError(p.TypeError, 'The timer needs a function.');
    }
    if (MapSize(callbacks) >= options.timers) {
      throw freshError(p.RangeError, `More than ${options.timers} timers at once.`);
    }
    touch('a timer');
    const millis = +delay;
    const wait = millis >= 1 ? (millis > 2147483647 ? 1 : p.MathTrunc(millis)) : 1;
    const id = ++lastId;
    MapSet(callbacks, id, { __proto__: null, callback, args, repeat: repeat ? wait : 0 });
    host(TIMER, id, wait);
    return id;
  }
  function clear(id) {
    if (typeof id === 'number' && MapDelete(callbacks, id)) {
      host(CLEAR, id);
    }
  }
  function fire(id) {
    const timer = MapGet(callbacks, id);
    if (timer === undefined) {
      return;
    }
    if (timer.repeat > 0) {
      host(TIMER, id, timer.repeat);
    } else {
      MapDelete(callbacks, id);
    }
    p.apply(timer.callback, undefined, timer.args);
  }
  const timers = ObjectFreeze({
    __proto__: null,
    setTimeout: function setTimeout(callback, delay, ...args) { return schedule(callback, delay, args, false); },
    setInterval: function setInterval(callback, delay, ...args) { return schedule(callback, delay, args, true); },
    clearTimeout: function clearTimeout(id) { clear(id); },
    clearInterval: function clearInterval(id) { clear(id); },
    queueMicrotask: function queueMicrotask(callback) {
      if (typeof callback !== 'function') {
        throw freshError(p.TypeError, 'queueMicrotask needs a function.');
      }
      const run = async () => {
        await undefined;
        callback();
      };
      run();
    },
  });

  const now = () => {
    touch('the clock');
    return host(NOW);
  };

  const core = ObjectFreeze({
    __proto__: null,
    p, call, callBytes, start, error, failure, touch, timers, now,
    define: (name, value) => { hidden(globalThis, name, value); },
    lazy(name, make) {
      ObjectDefineProperty(globalThis, name, {
        __proto__: null,
        get() {
          const value = make();
          hidden(globalThis, name, value);
          return value;
        },
        set(value) { hidden(globalThis, name, value); },
        enumerable: false,
        configurable: true,
      });
    },
    remaining: () => JSONparse(host(REMAINING)),
    randomBytes(n) {
      touch('randomness');
      if (!p.NumberIsInteger(n) || n < 0 || n > 65536) {
        throw freshError(p.RangeError, 'The number of random bytes must be an integer from 0 to 65536.');
      }
      const buffer = new ArrayBuffer(n);
      if (n > 0) {
        host(FILL, buffer);
      }
      return buffer;
    },
    utf8Encode: (string) => take(host(ENCODE, string)),
    utf8Decode(source) {
      if (isArrayBuffer(source)) {
        return host(DECODE, source, 0, p.ArrayBufferByteLength(source));
      }
      const tag = p.TypedArrayTag(source);
      return tag === undefined
        ? host(DECODE, p.DataViewBuffer(source), p.DataViewByteOffset(source), p.DataViewByteLength(source))
        : host(DECODE, p.TypedArrayBuffer(source), p.TypedArrayByteOffset(source), p.TypedArrayByteLength(source));
    },
  });

  const rejections = globalThis.Graal.setUnhandledPromiseRejectionHandler;
  caps(p, options);
  time(p, now, () => { touch('randomness'); return host(RANDOM); }, touch);

  // ---- what the engine calls ----

  let adapter;
  // undefined until the run is over; then what Handles.java reads.
  let outcome;

  // Guest values are hostile to the last: a getter, a proxy, a toString may throw or answer nonsense.
  function readable(read) {
    try {
      const value = read();
      return typeof value === 'string' ? StringSlice(value, 0, 8192) : undefined;
    } catch {
      return undefined;
    }
  }
  function describe(e) {
    if (typeof e !== 'object' && typeof e !== 'function' || e === null) {
      return { __proto__: null, name: 'Error', message: readable(() => `${typeof e === 'symbol' ? p.call(p.Symbol.prototype.toString, e) : e}`) ?? 'unprintable', stack: '' };
    }
    const name = readable(() => e.name);
    const message = readable(() => e.message);
    const stack = readable(() => ObjectGetOwnPropertyDescriptor(e, 'stack')?.value);
    const isError = readable(() => `${e instanceof Error}`) === 'true';
    return {
      __proto__: null,
      name: name ?? 'Error',
      message: message ?? (isError ? 'unprintable' : readable(() => JSONstringify(e)) ?? 'unprintable'),
      stack: stack ?? '',
      code: readable(() => e.code) ?? '',
    };
  }

  function failed(e) {
    if (outcome !== undefined && !outcome.ok) {
      return;
    }
    if (adapter !== undefined && adapter.error !== undefined) {
      let answer;
      try {
        answer = adapter.error(e);
      } catch (inner) {
        outcome = thrown(inner);
        return;
      }
      if (answer !== undefined) {
        outcome = finished(answer);
        return;
      }
    }
    outcome = thrown(e);
  }
  // Told.java reads it.
  const field = (text) => `${text.length}:${text}`;
  const packed = (told) => field(told.name) + field(told.message) + field(told.stack) + field(told.code ?? '');
  const thrown = (e) => {
    const told = describe(e);
    return { __proto__: null, ok: false, error: packed(told) };
  };
  const finished = (answer) => ({
    __proto__: null,
    ok: true,
    json: answer.json === undefined ? '' : (JSONstringify(answer.json) ?? ''),
    bytes: answer.bytes,
  });
  function succeeded(value) {
    if (outcome !== undefined) {
      return;
    }
    try {
      outcome = finished(adapter.result(value));
    } catch (e) {
      failed(e);
    }
  }
  async function follow(value) {
    // `await` takes thenables of any kind and uses nothing that the guest can patch.
    let settled;
    try {
      settled = await value;
    } catch (e) {
      failed(e);
      return;
    }
    succeeded(settled);
  }

  // Told once all jobs are done: whoever handles a rejection by then is not too late.
  rejections((reason) => {
    failed(reason);
  });

  const handles = {
    __proto__: null,
    prelude(make) { adapter = make(core); },
    bind(json) {
      bound = true;
      if (adapter.bind !== undefined) {
        adapter.bind(json === '' ? undefined : JSONparse(json));
      }
    },
    has: (holder, name) => typeof holder[name] === 'function',
    begin(handler, json, size) {
      let value;
      try {
        const input = json === '' ? undefined : JSONparse(json);
        value = adapter.call(handler, input, size > 0 ? take(size) : undefined);
      } catch (e) {
        failed(e);
        return;
      }
      follow(value);
    },
    settle,
    fire,
    timeOut,
    describe: (e) => packed(describe(e)),
    outcome: () => outcome,
    arm: () => armGuard(throwTimeout, throwTooDeep, throwRefused),
  };
  return handles;
})
