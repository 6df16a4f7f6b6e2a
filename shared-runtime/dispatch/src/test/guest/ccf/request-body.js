/* {"kind": "endpoint", "request": {"method": "GET", "path": "/app/echo/b%20r", "query": "a=42&b=hello%20world", "template": "/echo/{foo}", "params": {"foo": "b%20r"}, "headers": {"host": "h:8080", "x-a": "1"}, "body": "{\"a\":\"\u00e4\"}"}} */
export function main(request) {
  const { text, json, arrayBuffer } = request.body;
  const attempts = [() => text(1), () => json(1, 2), () => arrayBuffer(undefined)].map((f) => {
    try {
      return f();
    } catch (e) {
      return String(e);
    }
  });
  return {
    body: {
      text: text(), json: json(), bytes: arrayBuffer().byteLength, fresh: arrayBuffer() !== arrayBuffer(),
      buffer: arrayBuffer() instanceof ArrayBuffer, attempts,
    },
  };
}
