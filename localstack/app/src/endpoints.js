// Endpoints of which each answer can be compared byte for byte.

export function bytes(request) {
  return {
    headers: { "content-type": request.headers["content-type"] },
    body: request.body.arrayBuffer(),
  };
}

export function nothing() {
  return { statusCode: 204 };
}

export function fail() {
  throw new Error("as it was meant");
}
