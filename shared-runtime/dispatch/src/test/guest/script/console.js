/* {"kind": "value"} */
function main() {
  console.log('User action', { user_id: 'mallory', action: 'create' });
  console.warn('several', { a: 1, user_a: 2 }, 'texts', [1, 2], null, { b: { c: [] } });
  console.debug({ toJSON: () => 5 });
  console.error('broken', { get x() { throw 1; } });
  console.info('\u001b[2Jred\u2028', 'x'.repeat(10000).length);
  return 'done';
}
