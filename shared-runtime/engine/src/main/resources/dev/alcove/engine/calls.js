
// ---- what the engine calls ----

const symbolText = Symbol.prototype.toString;
let adapter;
// Whether the handler has ended; a rejection that nobody handles may still turn good into bad.
let settled = false;
let failedAlready = false;

// Guest values are hostile to the last: a getter, a proxy, a toString may throw or answer nonsense.
function readable(read) {
  try {
    const value = read();
    return typeof value === 'string' ? apply(sliceText, value, [0, 8192]) : undefined;
  } catch {
    return undefined;
  }
}
function describe(e) {
  if (typeof e !== 'object' && typeof e !== 'function' || e === null) {
    return { __proto__: null, name: 'Error', message: readable(() => `${typeof e === 'symbol' ? apply(symbolText, e, nothing) : e}`) ?? 'unprintable', stack: '' };
  }
  const name = readable(() => e.name);
  const message = readable(() => e.message);
  const stack = readable(() => getOwnPropertyDescriptor(e, 'stack')?.value);
  const isError = readable(() => `${e instanceof Error}`) === 'true';
  return {
    __proto__: null,
    name: name ?? 'Error',
    message: message ?? (isError ? 'unprintable' : readable(() => writtenJson(e)) ?? 'unprintable'),
    stack: stack ?? '',
    code: readable(() => e.code) ?? '',
  };
}

// Told.java reads it.
const field = (text) => `${text.length}:${text}`;
function packed(e) {
  const told = describe(e);
  return field(told.name) + field(told.message) + field(told.stack) + field(told.code ?? '');
}
function end(good, text, bytes) {
  settled = true;
  failedAlready = !good;
  if (bytes === undefined) {
    host(OUTCOME, good, text);
  } else {
    host(OUTCOME, good, text, bytes);
  }
}
const finished = (answer) =>
  end(true, answer.json === undefined ? '' : (writtenJson(answer.json) ?? ''), answer.bytes);

function failed(e) {
  if (failedAlready) {
    return;
  }
  if (adapter !== undefined && adapter.error !== undefined) {
    try {
      const answer = adapter.error(e);
      if (answer !== undefined) {
        finished(answer);
        return;
      }
    } catch (inner) {
      end(false, packed(inner));
      return;
    }
  }
  end(false, packed(e));
}
async function follow(value) {
  // `await` takes thenables of any kind and uses nothing that the guest can patch.
  let answer;
  try {
    answer = await value;
  } catch (e) {
    failed(e);
    return;
  }
  if (!settled) {
    try {
      finished(adapter.result(answer));
    } catch (e) {
      failed(e);
    }
  }
}

// Told once all jobs are done: whoever handles a rejection by then is not too late.
rejections((reason) => {
  failed(reason);
});

function bind(json) {
  bound = true;
  if (adapter.bind !== undefined) {
    adapter.bind(json === '' ? undefined : parseJson(json));
  }
}
function begin(handler, json, size, binding) {
  if (typeof binding === 'string') {
    bind(binding);
  }
  let value;
  try {
    const input = json === '' ? undefined : parseJson(json);
    value = adapter.call(handler, input, size > 0 ? take(size) : undefined);
  } catch (e) {
    failed(e);
    return;
  }
  follow(value);
}

adapter = makeAdapter(core);
armGuard(throwTimeout, throwTooDeep, throwRefused, throwNoBigInt, throwTooLong, MOST_CHARACTERS);

// One function for all that the engine asks: finding one by name costs it more than the call.
// Realm.java has the other half.
return (what, a, b, c, d) => {
  switch (what) {
    case 0: return bind(a);
    case 1: return begin(a, b, c, d);
    case 2: return settle(a, b);
    case 3: return fire(a);
    case 4: return timeOut();
    default: return packed(a);
  }
};
