export function main() {
  setTimeout(() => host.call('echo', 'late'), 5);
  host.start('later.c', 1).then(() => host.call('echo', 'late'));
  return 'done';
}
