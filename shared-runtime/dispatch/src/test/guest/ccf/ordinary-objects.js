/* {"kind": "endpoint"} */
export function main() {
  const before = ccf.strToBuf;
  ccf.strToBuf = () => 'mine';
  delete ccf.rpc.setApplyWrites;
  Object.prototype.toJSON = undefined;
  Array.prototype.push = () => 0;
  String.prototype.slice = () => '';
  JSON.stringify = () => 'patched';
  ArrayBuffer.prototype.slice = () => 0;
  globalThis.TypeError = 0;
  console.log('still', { here: 1 });
  let told;
  try {
    ccf.kv.m.get(1);
  } catch (e) {
    told = e.message;
  }
  return { body: { mine: ccf.strToBuf(), gone: typeof ccf.rpc.setApplyWrites, bytes: before('x').byteLength, told } };
}
