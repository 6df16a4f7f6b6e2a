/* {"kind": "value"} */
function main() {
  return [() => eval('1 + 1'), () => (0, eval)('1 + 1'), () => new Function('return 2')(), () => Function('return 2')(),
    () => (() => {}).constructor('return 2')(), () => (async () => {}).constructor('return 2')(),
    () => (function* () {}).constructor('yield 2')(), () => eval(5), () => setTimeout('1', 1)].map((f) => {
    try {
      return `${f()}`;
    } catch (e) {
      return `${e.name}: ${e.message}`;
    }
  });
}
