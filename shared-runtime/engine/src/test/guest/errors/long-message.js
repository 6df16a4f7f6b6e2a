export function main() {
  try { throw new Error('x'.repeat(100000)); } catch (e) { e.message = 'y'.repeat(9000).slice(0, 20); throw e; }
}
