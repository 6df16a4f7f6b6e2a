/* {"kind": "http", "request": {"method": "POST", "path": "/api/custom/r%20x", "query": "start=2024-01-01&q=a+b&q=2", "params": {"id": "a%20b"}, "headers": {"content-type": "application/json; charset=utf-8"}, "body": "{bad"}} */
function main(req) {
  return req.body;
}
