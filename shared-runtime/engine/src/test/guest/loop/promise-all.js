export async function main() {
  return Promise.all([host.start('later.a', 1), host.start('echo', 2), host.start('later.b', 3)]);
}
