/* {"kind": "endpoint"} */
export function main() {
  ccf.kv.m.set(ccf.strToBuf('k'), ccf.strToBuf('v'));
  Promise.reject(new Error('nobody looks'));
  return { body: 'too early' };
}
