/* {"kind": "value"} */
function main() {
  const names = ['Java', 'Polyglot', 'Packages', 'java', 'Graal', 'load', 'print', 'quit', 'read', 'require', 'process', 'module',
    'SharedArrayBuffer', 'Atomics', 'WebAssembly', 'Worker', 'WeakRef', 'FinalizationRegistry', 'performance', 'window', 'self', 'global'];
  return names.filter((name) => name in globalThis);
}
