/* {"kind": "http", "request": {"method": "POST", "path": "/api/custom/x", "headers": {"content-type": "text/csv"}, "body": "a,b"}} */
function main(req) {
  return req.body;
}
