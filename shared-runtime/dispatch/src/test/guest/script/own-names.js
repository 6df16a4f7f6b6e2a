/* {"kind": "value"} */
const context = { mine: true };
function fetch() {
  return 'mine';
}
var storage = 5;
let utils = 6;

function main() {
  return [context.mine, fetch(), storage, utils];
}
