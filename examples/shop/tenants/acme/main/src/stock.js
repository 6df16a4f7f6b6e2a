// A CCF app: endpoints that keep the stock of each article in a key-value map.
// Reads and writes of one call are one transaction; calls that collide are run again.

const stock = ccf.kv["stock"];

export function getStock(request) {
  const found = stock.get(ccf.strToBuf(request.params.sku));
  if (found === undefined) {
    return { statusCode: 404, body: { error: `no article ${request.params.sku}` } };
  }
  return { body: ccf.bufToJsonCompatible(found) };
}

export function putStock(request) {
  // The claims of the token that the policy `jwt` has checked.
  const permissions = request.caller.jwt.payload.permissions;
  if (!permissions.includes("stock.write")) {
    return { statusCode: 403, body: { error: "stock.write is needed" } };
  }
  const { quantity } = request.body.json();
  if (!Number.isInteger(quantity) || quantity < 0) {
    return { statusCode: 400, body: { error: "quantity is a whole number" } };
  }
  const key = ccf.strToBuf(request.params.sku);
  const before = stock.has(key) ? ccf.bufToJsonCompatible(stock.get(key)).quantity : 0;
  stock.set(key, ccf.jsonCompatibleToBuf({ quantity }));
  return { body: { quantity, before } };
}
