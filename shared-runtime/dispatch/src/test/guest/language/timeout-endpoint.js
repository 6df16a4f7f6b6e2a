/* {"kind": "endpoint", "limits": {"cpuMillis": 300}} */
export function main() {
  ccf.kv.m.set(ccf.strToBuf('k'), ccf.strToBuf('v'));
  try {
    for (;;);
  } catch (e) {
    return { body: 'CCF has no such error' };
  } finally {
    ccf.rpc.setApplyWrites(true);
  }
}
