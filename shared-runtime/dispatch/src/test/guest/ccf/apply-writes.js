/* {"kind": "endpoint"} */
export function main() {
  ccf.rpc.setApplyWrites(true);
  ccf.rpc.setApplyWrites(0);
  ccf.kv.m.set(ccf.strToBuf('a'), ccf.strToBuf('1'));
  return { statusCode: 400 };
}
