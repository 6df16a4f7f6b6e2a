package dev.alcove.engine;

import dev.alcove.domain.Prelude;

/** A small prelude, written to the contract between core.js and the preludes. */
final class TestPrelude {
  static final Prelude TEST =
      new Prelude(
          "test",
          """
          (function (core) {
            'use strict';
            const { p } = core;
            let binding;
            core.define('host', {
              call: (op, args) => core.call(op, args),
              bytes: (op, args, buffer) => core.callBytes(op, args, buffer),
              start: (op, args, buffer) => core.start(op, args, buffer),
              remaining: () => core.remaining(),
              encode: (text) => core.utf8Encode(text),
              decode: (bytes) => core.utf8Decode(bytes),
              random: (n) => core.randomBytes(n),
              end: (outcome, code, message) => { throw core.failure(outcome, code, message); },
              error: (name, code, message) => { throw core.error(name, code, message); },
            });
            core.lazy('lazily', () => ({ made: true }));
            const names = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'queueMicrotask'];
            for (let i = 0; i < names.length; i++) core.define(names[i], core.timers[names[i]]);
            core.define('log', (text) => { core.touch('the log'); core.call('console.log', `${text}`); });
            return {
              bind(given) { binding = given; },
              call: (handler, input, bytes) => handler(input, bytes, binding),
              result: (value) => p.isArrayBuffer(value) ? { json: undefined, bytes: value } : { json: value, bytes: undefined },
            };
          })
          """);

  private TestPrelude() {}
}
