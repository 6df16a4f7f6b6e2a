// Takes away what no guest may have and caps what cannot be interrupted.
(function (p, options) {
  'use strict';
  const { globalThis } = p;
  const gone = ['SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry', 'load', 'loadWithNewGlobal', 'print',
    'printErr', 'console', 'Graal', 'Java', 'Polyglot', 'Packages', 'java', 'javax', 'com', 'org', 'edu', 'quit', 'exit',
    'readline', 'read', 'readbuffer', 'performance', 'Worker', 'WebAssembly', 'Debug', 'Iterator_'];
  for (let i = 0; i < gone.length; i++) {
    delete globalThis[gone[i]];
  }
  if (!options.bigint) {
    delete globalThis.BigInt;
    delete globalThis.BigInt64Array;
    delete globalThis.BigUint64Array;
    for (const name of ['getBigInt64', 'getBigUint64', 'setBigInt64', 'setBigUint64']) {
      delete DataView.prototype[name];
    }
  }
})
