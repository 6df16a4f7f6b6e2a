/* {"kind": "value"} */
function main() {
  const list = [];
  list.push(list);
  return list;
}
