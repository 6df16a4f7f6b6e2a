/* {"kind": "endpoint", "limits": {"cpuMillis": 300}} */
export function main() {
  ccf.kv.m.set(ccf.strToBuf('k'), ccf.strToBuf('v'));
  return {
    body: {
      toJSON() {
        for (;;);
      },
    },
  };
}
