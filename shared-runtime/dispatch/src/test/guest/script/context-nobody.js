/* {"kind": "value", "user": null} */
function main() {
  return context.user;
}
