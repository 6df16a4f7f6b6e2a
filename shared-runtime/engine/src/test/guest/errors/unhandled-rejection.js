export function main() {
  Promise.reject(new RangeError('nobody looks'));
  return 'fine';
}
