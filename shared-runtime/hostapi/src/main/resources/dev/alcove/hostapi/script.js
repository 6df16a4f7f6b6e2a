// The prelude of scripts (IOTA). DESIGN.md section 5 says what a script sees.
//
// binding: {"context": {"tenant", "user", "script", "execution"}, "kv": whether it is atomic and so has `ccf.kv`}
// input:   {"kind": "http", "method", "path", "query": {}, "params": {}, "headers": {}} and the body as bytes,
//          {"kind": "event", "event": {"id", "type", "data", "time", "source"}}
//          {"kind": "value", "value"?}
// result:  of http an answer, {"status", "headers": [[name, value]], "text"?} and bytes if it has no text;
//          of the others what the handler returned.

let kind;

function defineScriptGlobals() {
  const names = keysOf(scriptGlobals);
  for (let i = 0; i < names.length; i++) core.lazy(names[i], scriptGlobals[names[i]]);
  core.lazy('console', makeScriptConsole);
}

function isFields(value) {
  return typeof value === 'object' && value !== null && !isArray(value) && !isA(Error, value);
}

function makeScriptConsole() {
  const write = (level, args) => {
    let text = '';
    let first = true;
    const fields = [];
    for (let i = 0; i < args.length; i++) {
      const json = isFields(args[i]) ? jsonText(args[i]) : undefined;
      if (json !== undefined && json[0] === '{' && json.length <= mostShown) {
        push(fields, json);
        continue;
      }
      text += (first ? '' : ' ') + (json === undefined ? show(args[i]) : shown(json));
      first = false;
    }
    core.call('console.write', { level, text: shown(text), fields });
  };
  return fixed({
    log: (...args) => write('info', args),
    info: (...args) => write('info', args),
    warn: (...args) => write('warn', args),
    error: (...args) => write('error', args),
    debug: (...args) => write('debug', args),
  });
}

function isJsonType(type) {
  const bare = lower(slice(type, 0, firstSemicolon(type)));
  const end = bare.length;
  return bare === 'application/json' || slice(bare, end - 5) === '+json' || bare === 'text/json';
}

function firstSemicolon(type) {
  const at = find(type, ';', 0);
  let end = at < 0 ? type.length : at;
  while (end > 0 && type[end - 1] === ' ') end--;
  return end;
}

function requestBody(headers, bytes) {
  const text = bytes === undefined ? '' : core.utf8Decode(bytes);
  const type = headers['content-type'];
  if (typeof type !== 'string' || !isJsonType(type)) return text;
  if (text === '') return null;
  try {
    return parseJson(text);
  } catch {
    throw core.failure('REJECTED', 'INVALID_INPUT', 'The body of the request is not valid JSON.');
  }
}

function requestOf(input, bytes) {
  return {
    method: input.method,
    path: input.path,
    query: input.query,
    params: input.params,
    headers: input.headers,
    body: requestBody(input.headers, bytes),
  };
}

function statusOf(answer) {
  const status = answer.status;
  return status === undefined ? answer.statusCode : status;
}

// A handler may return an answer or, as a shortcut, only what is in it. A number as status, or a body, makes an answer;
// data of the author's that has a `status` such as "active" does not.
function isAnswer(value) {
  if (typeof value !== 'object' || value === null || isArray(value) || bodyBytes(value) !== undefined) return false;
  if ('body' in value || 'headers' in value) return true;
  return typeof statusOf(value) === 'number';
}

function headersOf(headers) {
  const list = [];
  if (headers === undefined || headers === null) return list;
  if (typeof headers !== 'object') throw new TypeError("The `headers` of an http handler's answer must be an object.");
  const names = keysOf(headers);
  for (let i = 0; i < names.length; i++) {
    const value = headers[names[i]];
    if (value !== undefined && value !== null) push(list, [names[i], `${value}`]);
  }
  return list;
}

function answer(status, headers, body) {
  const all = [];
  const json = { status, headers: all };
  let bytes;
  if (typeof body === 'string') {
    push(all, ['content-type', 'text/plain; charset=utf-8']);
    json.text = body;
  } else if (body !== undefined) {
    bytes = bodyBytes(body);
    push(all, ['content-type', bytes === undefined ? 'application/json' : 'application/octet-stream']);
    if (bytes === undefined) json.text = asJson(body, "The `body` of an http handler's answer");
  }
  for (let i = 0; i < headers.length; i++) push(all, headers[i]);
  return { json, bytes };
}

function httpResult(value) {
  if (value === undefined) return answer(204, [], undefined);
  if (!isAnswer(value)) return answer(200, [], value);
  const body = value.body;
  const headers = headersOf(value.headers);
  let status = statusOf(value);
  if (status === undefined || status === null) status = 200;
  if (!isInteger(status) || status < 200 || status > 599) {
    throw new TypeError("The `status` of an http handler's answer must be a whole number from 200 to 599.");
  }
  return answer(status, headers, body);
}

// What an atomic script commits together with its storage and events.
function makeScriptCcf() {
  const ccf = {};
  addConverters(ccf);
  ccf.kv = makeKv();
  return fixed(ccf);
}

defineScriptGlobals();

return {
  bind(binding) {
    bound = binding;
    if (binding.kv) core.lazy('ccf', makeScriptCcf);
  },
  call(handler, input, bytes) {
    kind = input.kind;
    if (kind === 'http') return apply(handler, undefined, [requestOf(input, bytes)]);
    return apply(handler, undefined, kind === 'event' ? [input.event] : [input.value]);
  },
  result(value) {
    return kind === 'http' ? httpResult(value) : { json: value, bytes: undefined };
  },
};
