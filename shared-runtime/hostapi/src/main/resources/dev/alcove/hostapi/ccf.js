// The prelude of endpoints (CCF). reference: CCF's app bundle, request, response, `ccf`.
//
// binding: {"mode": "readwrite" | "readonly" | "historical", "globals": [names of script globals],
//           "context": as scripts have it, for the global of that name}
// input:   {"headers": {}, "query" (decoded), "path" (raw), "method", "hostname" or null, "route", "params": {},
//           "caller" or null} and the body as bytes
// result:  {"status", "headers": [[name, value]], "text"?, "metrics": whether the metrics line is wanted} and bytes if
//          the body is bytes; or {"invalid": CCF's message, "cause"?: {"name", "message"}}

let metricsWanted = true;
let untrustedTime = false;

function later(name) {
  return function () {
    throw core.error('Error', 'CAPABILITY_MISSING', `\`${name}\` is not part of this version of the platform.`);
  };
}

// A switch of CCF's: takes a boolean, gives the previous one.
function needsSwitch(value) {
  if (typeof value !== 'boolean') throw new TypeError('First argument must be a boolean');
}

function makeRpc() {
  return {
    setApplyWrites(flag) {
      if (arguments.length !== 1) throw new TypeError(`Passed ${arguments.length} arguments but expected 1`);
      core.call('rpc.setApplyWrites', { apply: !!flag });
    },
    setClaimsDigest(digest) {
      arity(arguments.length, 1);
      needsBuffer(digest);
      if (sizeOf(digest) !== 32) throw new TypeError('Argument must be an ArrayBuffer of the right size: 32');
      core.callBytes('rpc.setClaimsDigest', {}, digest);
    },
  };
}

function needsNumbers(values, message) {
  for (let i = 0; i < values.length; i++) {
    if (!isInteger(values[i])) throw new TypeError('Argument must be an integer');
    if (values[i] < 0) throw new RangeError(message);
  }
}

function makeConsensus() {
  return {
    getLastCommittedTxId() {
      arity(arguments.length, 0);
      return core.call('consensus.lastCommitted');
    },
    getStatusForTxId(view, seqno) {
      arity(arguments.length, 2);
      needsNumbers([view, seqno], 'Invalid view or seqno: cannot be negative');
      return core.call('consensus.status', { view, seqno });
    },
    getViewForSeqno(seqno) {
      arity(arguments.length, 1);
      needsNumbers([seqno], 'Invalid seqno: cannot be negative');
      return core.call('consensus.view', { seqno });
    },
  };
}

function makeHistorical() {
  const absent = later('ccf.historical');
  return {
    getStateRange(handle, startSeqno, endSeqno, secondsUntilExpiry) {
      arity(arguments.length, 4);
      needsNumbers([handle, startSeqno, endSeqno, secondsUntilExpiry],
        'Invalid handle or seqno or expiry: cannot be negative');
      absent();
    },
    dropCachedStates(handle) {
      arity(arguments.length, 1);
      needsNumbers([handle], 'Invalid handle: cannot be negative');
      absent();
    },
  };
}

function makeCcfCrypto() {
  const crypto = {
    generateAesKey(size) {
      arity(arguments.length, 1);
      if (size !== 128 && size !== 192 && size !== 256) {
        throw new RangeError('invalid key size (not one of 128, 192, 256)');
      }
      return core.callBytes('crypto.randomKey', { bits: size });
    },
    digest(algorithm, data) {
      arity(arguments.length, 2);
      needsText(algorithm);
      if (algorithm !== 'SHA-256') throw new RangeError('unsupported digest algorithm, supported: SHA-256');
      needsBuffer(data);
      return core.callBytes('crypto.hash', { algorithm }, data);
    },
  };
  const absent = ['generateRsaKeyPair', 'generateEcdsaKeyPair', 'generateEddsaKeyPair', 'sign', 'verifySignature',
    'wrapKey', 'unwrapKey', 'isValidX509CertBundle', 'isValidX509CertChain', 'pubPemToJwk', 'pemToJwk',
    'pubRsaPemToJwk', 'rsaPemToJwk', 'pubEddsaPemToJwk', 'eddsaPemToJwk', 'pubJwkToPem', 'jwkToPem', 'pubRsaJwkToPem',
    'rsaJwkToPem', 'pubEddsaJwkToPem', 'eddsaJwkToPem'];
  for (let i = 0; i < absent.length; i++) crypto[absent[i]] = later(`ccf.crypto.${absent[i]}`);
  return crypto;
}

function addSwitches(ccf) {
  ccf.enableUntrustedDateTime = function enableUntrustedDateTime(enable) {
    arity(arguments.length, 1);
    needsSwitch(enable);
    const previous = untrustedTime;
    untrustedTime = enable;
    return previous;
  };
  ccf.enableMetricsLogging = function enableMetricsLogging(enable) {
    arity(arguments.length, 1);
    needsSwitch(enable);
    const previous = metricsWanted;
    metricsWanted = enable;
    return previous;
  };
  ccf.pemToId = function pemToId(pem) {
    arity(arguments.length, 1);
    needsText(pem);
    return core.call('crypto.pemToId', { pem });
  };
  ccf.tcbHexToPolicy = later('ccf.tcbHexToPolicy');
}

// Ordinary mutable objects, as CCF has them.
function makeCcf() {
  const ccf = {};
  addConverters(ccf);
  addSwitches(ccf);
  ccf.kv = makeKv();
  ccf.rpc = makeRpc();
  ccf.consensus = makeConsensus();
  ccf.historical = makeHistorical();
  ccf.crypto = makeCcfCrypto();
  const aliases = ['generateAesKey', 'generateRsaKeyPair', 'generateEcdsaKeyPair', 'wrapKey', 'digest',
    'isValidX509CertBundle', 'isValidX509CertChain'];
  for (let i = 0; i < aliases.length; i++) ccf[aliases[i]] = ccf.crypto[aliases[i]];
  if (bound !== undefined && bound.mode === 'historical') {
    const get = later('ccf.historicalState');
    defineProperty(ccf, 'historicalState', { get, enumerable: true, configurable: true });
  }
  return ccf;
}

function makeCcfConsole() {
  const write = (level, args) => {
    let text = '';
    for (let i = 0; i < args.length; i++) {
      text += (i === 0 ? '' : ' ') + (isA(Error, args[i]) ? shown(textOf(args[i])) : show(args[i]));
    }
    core.call('console.write', { level, text: shown(text) });
  };
  return {
    log: (...args) => write('info', args),
    info: (...args) => write('info', args),
    warn: (...args) => write('warn', args),
    error: (...args) => write('error', args),
    debug: (...args) => write('debug', args),
  };
}

function bodyOf(bytes) {
  const text = () => (bytes === undefined ? '' : core.utf8Decode(bytes));
  return {
    text() {
      arity(arguments.length, 0);
      return text();
    },
    json() {
      arity(arguments.length, 0);
      return parseJson(text());
    },
    arrayBuffer() {
      arity(arguments.length, 0);
      return bytes === undefined ? new ArrayBuffer(0) : copyOf(bytes, 0, sizeOf(bytes));
    },
  };
}

function requestOf(input, bytes) {
  return {
    headers: input.headers,
    query: input.query,
    path: input.path,
    method: input.method,
    hostname: input.hostname,
    route: input.route,
    url: input.query === '' ? input.path : `${input.path}?${input.query}`,
    params: input.params,
    body: bodyOf(bytes),
    caller: input.caller,
  };
}

// Ends the reading of an answer: thrown and caught in here only.
class Invalid {
  constructor(reason, cause) {
    this.reason = reason;
    this.cause = cause;
  }
}

function reading(what, read) {
  try {
    return read();
  } catch (e) {
    throw new Invalid(what, { error: e });
  }
}

function readBody(answer, json) {
  const body = reading('error reading body', () => answer.body);
  if (body === undefined) return undefined;
  const bytes = reading('error during string conversion of body', () => bodyBytes(body));
  const text = typeof body === 'string';
  push(json.headers, ['content-type', bytes !== undefined ? 'application/octet-stream' : text ? 'text/plain' : 'application/json']);
  if (bytes === undefined) {
    json.text = text ? body : reading('error during JSON conversion of body', () => `${writeJson(body)}`);
  }
  return bytes;
}

function readHeaders(answer, json) {
  const headers = reading('error reading headers', () => answer.headers);
  if ((typeof headers !== 'object' && typeof headers !== 'function') || headers === null) return;
  const names = reading('error reading header names', () => keysOf(headers));
  for (let i = 0; i < names.length; i++) {
    const value = reading('error reading header value', () => headers[names[i]]);
    push(json.headers, [names[i], reading('header value type', () => `${value}`)]);
  }
}

function readStatus(answer, json) {
  const status = reading('error reading status code', () => answer.statusCode);
  if (status === undefined || status === null) return;
  if (!isInteger(status)) throw new Invalid('status code type');
  json.status = status;
}

function causeOf(error) {
  const read = (name) => {
    try {
      const value = error[name];
      return typeof value === 'string' ? shown(value) : '';
    } catch {
      return '';
    }
  };
  return isA(Error, error) ? { name: read('name'), message: read('message') } : { name: '', message: show(error) };
}

function readAnswer(answer) {
  const json = { status: 200, headers: [], text: undefined, metrics: metricsWanted };
  try {
    if ((typeof answer !== 'object' && typeof answer !== 'function') || answer === null) {
      throw new Invalid('not an object');
    }
    const bytes = readBody(answer, json);
    readHeaders(answer, json);
    readStatus(answer, json);
    return { json, bytes };
  } catch (e) {
    if (!isA(Invalid, e)) throw e;
    const cause = e.cause === undefined ? undefined : causeOf(e.cause.error);
    return { json: { invalid: `Invalid endpoint function return value (${e.reason}).`, cause }, bytes: undefined };
  }
}

core.lazy('ccf', makeCcf);
core.lazy('console', makeCcfConsole);
core.lazy('snp_attestation', () => ({ verifySnpAttestation: later('snp_attestation.verifySnpAttestation') }));

return {
  bind(binding) {
    bound = binding;
    const globals = binding.globals;
    for (let i = 0; i < globals.length; i++) {
      const make = scriptGlobals[globals[i]];
      if (make !== undefined) core.lazy(globals[i], make);
    }
  },
  call(handler, input, bytes) {
    return apply(handler, undefined, [requestOf(input, bytes)]);
  },
  result: readAnswer,
};
