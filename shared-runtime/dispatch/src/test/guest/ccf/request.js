/* {"kind": "endpoint", "request": {"method": "GET", "path": "/app/echo/b%20r", "query": "a=42&b=hello%20world", "template": "/echo/{foo}", "params": {"foo": "b%20r"}, "headers": {"host": "h:8080", "x-a": "1"}, "body": ""}} */
export function main(request) {
  return { body: [Object.keys(request), request] };
}
