/* {"kind": "value"} */
const context = { mine: true };
const console = { log: (text) => `mine: ${text}` };
let events;
class URL {}
async function main() {
  globalThis.fetch = 'replaced';
  delete globalThis.utils;
  return [context.mine, console.log('x'), typeof events, new URL().href, fetch, typeof utils, typeof storage.get];
}
