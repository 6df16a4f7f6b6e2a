export function main() {
  try { host.end('DENIED', 'FORBIDDEN', 'not you'); } catch { return 'caught'; } finally { return 'finally'; }
}
