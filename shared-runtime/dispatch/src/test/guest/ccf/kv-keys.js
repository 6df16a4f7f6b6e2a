/* {"kind": "endpoint"} */
export function main() {
  const m = ccf.kv.m;
  for (let i = 0; i < 90; i++) m.set(ccf.strToBuf(`k${i % 30}`), ccf.strToBuf('v'));
  for (let i = 30; i < 90; i++) m.set(ccf.strToBuf(`k${i}`), ccf.strToBuf('v'));
  m.set(ccf.strToBuf('one more'), ccf.strToBuf('v'));
}
