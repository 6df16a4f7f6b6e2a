/* {"kind": "endpoint"} */
export function main() {
  ccf.rpc.setApplyWrites(true);
  ccf.kv.m.set(ccf.strToBuf('a'), ccf.strToBuf('1'));
  throw new TypeError('test error: 42');
}
