export function main() {
  Promise.resolve().then(() => { throw new RangeError('after the answer'); });
  return 'fine';
}
