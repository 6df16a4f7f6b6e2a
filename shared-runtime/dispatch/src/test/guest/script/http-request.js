/* {"kind": "http", "request": {"method": "POST", "path": "/api/custom/r%20x", "query": "start=2024-01-01&q=a+b&q=2", "params": {"id": "a%20b"}, "headers": {"content-type": "application/json; charset=utf-8"}, "body": "{\"n\":[1]}"}} */
async function main(req) {
  return { status: 200, headers: { 'Content-Type': 'application/json', 'x-none': undefined }, body: req };
}
