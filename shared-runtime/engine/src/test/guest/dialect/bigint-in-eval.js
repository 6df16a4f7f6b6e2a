// eval
export function main() {
  const attempt = f => { try { return typeof f(); } catch (e) { return `${e.name}: ${e.message}`; } };
  return [() => eval('10n'), () => (0, eval)('-1n'), () => eval('"10n"'), () => new Function('return () => 1n')()(), () => new Function('a = 2n', 'return a')(),
    () => eval('({ 5n: 6 })'), () => eval('//# sourceURL=alcove:core.js\n3n'), () => eval('//# sourceURL=internal:x\n3n'),
    () => eval('new class { x = 4n }'), () => eval('BigInt(1)')].map(attempt);
}
