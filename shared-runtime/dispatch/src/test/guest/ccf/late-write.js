/* {"kind": "endpoint"} */
export function main() {
  Promise.resolve().then(() => ccf.kv.m.set(ccf.strToBuf('microtask'), ccf.strToBuf('v')));
  return {
    get body() {
      ccf.kv.m.set(ccf.strToBuf('getter'), ccf.strToBuf('v'));
      return { toJSON: () => `${ccf.kv.m.set(ccf.strToBuf('json'), ccf.strToBuf('v')).size}` };
    },
  };
}
