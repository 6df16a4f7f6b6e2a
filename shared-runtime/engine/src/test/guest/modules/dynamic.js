export async function main() {
  const { twice } = await import('./lib/' + 'twice.js');
  return twice(4);
}
//// lib/twice.js
export const twice = x => 2 * x;
