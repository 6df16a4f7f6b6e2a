export async function main() {
  const told = [];
  try { host.call('fail'); } catch (e) { told.push([e.name, e.code, e.message, e instanceof TypeError, Object.keys(e)]); }
  try { await host.start('later.fail'); } catch (e) { told.push([e.name, e.code, e.message, e instanceof TypeError]); }
  try { host.call('crash'); } catch (e) { told.push([e.name, e.code, e.message, String(e.cause)]); }
  return told;
}
