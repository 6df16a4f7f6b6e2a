export async function main() {
  const p = Promise.reject(new Error('looked at'));
  try { await p; } catch (e) { return e.message; }
}
