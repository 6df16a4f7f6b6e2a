/* {"kind": "value"} */
function main() {
  'use strict';
  const globals = { context, storage, events, utils, limits, db, http, secrets, services, crypto, console };
  const told = {};
  for (const [name, value] of Object.entries(globals)) {
    let put;
    try {
      value.added = 1;
      put = 'put';
    } catch (e) {
      put = e.name;
    }
    told[name] = `${Object.isFrozen(value)} ${put}`;
  }
  Array.prototype.mine = true;
  Object.prototype.mine = true;
  const deep = [context.user.permissions, utils.date, utils.crypto, crypto.subtle].every(Object.isFrozen);
  return { told, deep, intrinsics: [[].mine, {}.mine], functions: Object.isFrozen(storage.get) };
}
