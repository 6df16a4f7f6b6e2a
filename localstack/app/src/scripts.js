// Scripts that show what came, and answers of all kinds.

export function mirror(req) {
  const { method, path, params, query, headers, body } = req;
  const tag = headers["x-tag"] ?? "none";
  return {
    status: 202,
    headers: { "x-tag": tag, "x-of-ours": "one, two" },
    body: { method, path, params, query, tag, type: headers["content-type"], body },
  };
}

export function picture() {
  return {
    headers: { "content-type": "image/png" },
    body: Uint8Array.from({ length: 256 }, (_, i) => i),
  };
}

export function fail() {
  throw new TypeError("as it was meant");
}
