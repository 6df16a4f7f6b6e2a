export async function main() {
  await null;
  throw Object.assign(new Error('late'), { code: 'MINE' });
}
