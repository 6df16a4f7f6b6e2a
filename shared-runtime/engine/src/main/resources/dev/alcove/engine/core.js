
// ---- the host function, the event loop, the run: the only code that holds the host function. What a
// prelude may use of it is `core`; guest code never sees that, only closures over it. ----

// First argument of every host call. HostFunction.java has the other half.
const CALL = 0, START = 1, TAKE = 2, FAILURE = 3, TIMER = 4, CLEAR = 5, NOW = 6, RANDOM = 7, FILL = 8;
const ENCODE = 9, DECODE = 10, REMAINING = 11, TOUCH = 12, END = 13, OUTCOME = 14;
// What it answers besides a string (JSON) and a number from 0 (so many bytes wait for TAKE).
const FAILED = -1, PENDING = -2, TIMED_OUT = -3;

// By the classes of the realm's own start, whatever the guest has made of the globals.
const classes = {
  __proto__: null,
  Error, TypeError, RangeError,
  SyntaxError,
  ReferenceError: globalThis.ReferenceError,
  EvalError: globalThis.EvalError,
  URIError: globalThis.URIError,
};

function error(name, code, message) {
  const known = classes[name];
  const made = new (known ?? Error)(message);
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
    return answer === '' ? undefined : parseJson(answer);
  }
  if (answer >= 0) {
    return take(answer);
  }
  if (answer === TIMED_OUT) {
    throw timeoutError();
  }
  const told = parseJson(host(FAILURE));
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
  const json = writtenJson(args);
  return json === undefined ? '' : json;
}

// While a realm is made ahead of its run, guest code that asks for something of a run spoils it.
let bound = false;
function touch(what) {
  if (!bound) {
    host(TOUCH, what, new Error('').stack);
  }
}

function checked(op) {
  if (typeof op !== 'string') {
    throw new TypeError('The name of an operation is a text.');
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
      apply(mapSet, waiting, [id, { __proto__: null, resolve, reject }]);
    } else {
      resolve(receive(answer));
    }
  });
}

function settle(id, answer) {
  const pending = apply(mapGet, waiting, [id]);
  apply(mapDelete, waiting, [id]);
  let value;
  try {
    value = receive(answer);
  } catch (e) {
    pending.reject(e);
    return;
  }
  pending.resolve(value);
}

// The soft deadline passed while the guest waits. What it awaits of the host ends with a TimeoutError, and so does a
// promise that a timer was to settle itself, as in `new Promise(resolve => setTimeout(resolve, ms))`. A timer with a
// function of the guest's own goes on: nobody could tell which promise that function means. Answers whether anybody
// was told.
function timeOut() {
  let told = false;
  // Rejecting calls no guest code: that comes with the jobs, after this.
  apply(mapForEach, waiting, [(pending) => {
    told = true;
    pending.reject(timeoutError());
  }]);
  apply(mapClear, waiting, nothing);
  apply(mapForEach, callbacks, [({ callback }, id) => {
    if (settlesPromise(callback)) {
      told = true;
      clear(id);
      rejectBy(callback);
    }
  }]);
  return told;
}

// The two functions that an executor gets are the only built-ins without a name that a guest can hold and that settle
// anything.
let settlerText = '';
function settlesPromise(callback) {
  if (settlerText === '') {
    new Promise((resolve) => {
      settlerText = apply(functionText, resolve, nothing);
    });
  }
  return apply(functionText, callback, nothing) === settlerText && getOwnPropertyDescriptor(callback, 'name')?.value === '';
}

// Whether it is the one that fulfils or the one that rejects: what is given is an error, and to who asks, at once and
// only now, a thenable that rejects.
function rejectBy(settler) {
  const reason = timeoutError();
  defineProperty(reason, 'then', { __proto__: null, value: (fulfil, reject) => reject(reason), configurable: true });
  try {
    settler(reason);
  } catch {
    // Something else without a name.
  }
  delete reason.then;
}

// Called by the guard on the guest's thread, between two of the guest's instructions.
const throwTimeout = () => {
  throw timeoutError();
};
const throwTooDeep = () => {
  throw new RangeError('Maximum call stack size exceeded');
};

const throwRefused = (specifier) => {
  const shown = specifier.length > 200 ? apply(sliceText, specifier, [0, 200]) + '…' : specifier;
  const byAddress = apply(indexOfText, specifier, [':']) >= 0;
  const refused = error('ModuleNotFoundError', 'MODULE_NOT_FOUND', byAddress
    ? `\`${shown}\` cannot be imported: modules come from the app itself, not from an address or a platform. Put the code `
      + 'into the app and import it by its path, such as `./lib/tools.js`.'
    : `There is no module \`${shown}\` in this app. Import one of its own modules by its path, such as \`./lib/tools.js\`; `
      + 'what a package offers must be put into the app.');
  // The only frame is the top of the module that is not there.
  hidden(refused, 'stack', `${refused.name}: ${refused.message}`);
  throw refused;
};
// At the literals of code that is made while the guest runs; linking refuses the others.
const throwNoBigInt = () => {
  if (!bigint) {
    throw new SyntaxError('There is no BigInt here: write `"bigint": true` in the manifest to have it.');
  }
};
// The guard reads its arguments off the frame; see Guard.java.
function armGuard(timeout, tooDeep, refused, noBigInt, tooLong, mostCharacters) {}

const callbacks = new Map();
let timersSet = 0;
function schedule(callback, delay, args, repeat) {
  if (typeof callback !== 'function') {
    throw new TypeError('The timer needs a function.');
  }
  if (timersSet >= mostTimers) {
    throw new RangeError(`More than ${mostTimers} timers at once.`);
  }
  touch('a timer');
  const millis = +delay;
  const wait = millis >= 1 ? (millis > 2147483647 ? 1 : trunc(millis)) : 1;
  const id = ++lastId;
  apply(mapSet, callbacks, [id, { __proto__: null, callback, args, repeat: repeat ? wait : 0 }]);
  timersSet++;
  host(TIMER, id, wait);
  return id;
}
function clear(id) {
  if (typeof id === 'number' && apply(mapDelete, callbacks, [id])) {
    timersSet--;
    host(CLEAR, id);
  }
}
function fire(id) {
  const timer = apply(mapGet, callbacks, [id]);
  if (timer === undefined) {
    return;
  }
  if (timer.repeat > 0) {
    host(TIMER, id, timer.repeat);
  } else {
    apply(mapDelete, callbacks, [id]);
    timersSet--;
  }
  apply(timer.callback, undefined, timer.args);
}
function decode(buffer, offset, length) {
  checkCharacters(length);
  return host(DECODE, buffer, offset, length);
}
const core = {
  __proto__: null,
  call, callBytes, start, error, failure, touch, now,
  // A prelude captures what else it needs itself: guest code has not run when it does.
  p: { __proto__: null, apply, construct, isArrayBuffer },
  // Made when a prelude asks: not every one has timers.
  get timers() {
    return {
      __proto__: null,
    setTimeout: function setTimeout(callback, delay, ...args) { return schedule(callback, delay, args, false); },
    setInterval: function setInterval(callback, delay, ...args) { return schedule(callback, delay, args, true); },
    clearTimeout: function clearTimeout(id) { clear(id); },
    clearInterval: function clearInterval(id) { clear(id); },
    queueMicrotask: function queueMicrotask(callback) {
      if (typeof callback !== 'function') {
        throw new TypeError('queueMicrotask needs a function.');
      }
      const run = async () => {
        await undefined;
        callback();
      };
      run();
    },
    };
  },
  define: (name, value) => { hidden(globalThis, name, value); },
  lazy(name, make) {
    defineProperty(globalThis, name, {
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
  remaining: () => parseJson(host(REMAINING)),
  randomBytes(n) {
    touch('randomness');
    if (!(n >= 0 && n <= 65536 && trunc(n) === n)) {
      throw new RangeError('The number of random bytes must be an integer from 0 to 65536.');
    }
    const buffer = new ArrayBuffer(n);
    if (n > 0) {
      host(FILL, buffer);
    }
    return buffer;
  },
  // Half of a surrogate pair, which UTF-8 cannot say, becomes U+FFFD: EF BF BD.
  utf8Encode(string) {
    // It lives in several forms at once on its way.
    checkCharacters(2 * string.length);
    return take(host(ENCODE, apply(toWellFormed, string, nothing)));
  },
  utf8Decode(source) {
    if (isArrayBuffer(source)) {
      return decode(source, 0, apply(bufferLength, source, nothing));
    }
    return isTyped(source)
      ? decode(apply(typedBuffer, source, nothing), apply(typedOffset, source, nothing), apply(typedBytes, source, nothing))
      : decode(apply(viewBuffer, source, nothing), apply(viewOffset, source, nothing), apply(viewBytes, source, nothing));
  },
};
