/* {"kind": "value"} */
async function main(input) {
  'use strict';
  const told = [];
  for (const f of [() => { context.tenant.id = 'x'; }, () => { storage.get = 1; }, () => context.user.permissions.push(1)]) {
    try {
      f();
    } catch (e) {
      told.push(e.name);
    }
  }
  return { input: input === undefined, context, told, includes: context.user.permissions.includes('reports.view') };
}
