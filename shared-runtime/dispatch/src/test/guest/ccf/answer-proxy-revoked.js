/* {"kind": "endpoint"} */
export function main() {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
