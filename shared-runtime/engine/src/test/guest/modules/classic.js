// kind=classic
var calls = 0;
const one = 1;
function main(x) { calls++; return [x, calls, one, typeof globalThis.main]; }
