export function main() {
  try { host.call('end'); } catch { return 'caught'; } finally { return 'finally'; }
}
