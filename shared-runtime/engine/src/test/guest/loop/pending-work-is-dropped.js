export function main() {
  setTimeout(() => host.call('echo', 'late'), 5000);
  host.start('never', 1).then(() => host.call('echo', 'late'));
  return 'done';
}
