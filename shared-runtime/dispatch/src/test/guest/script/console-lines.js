/* {"kind": "value"} */
function main() {
  for (let i = 0; i < 1001; i++) console.log('line');
  return 'the run goes on';
}
