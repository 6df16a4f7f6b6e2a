/* {"kind": "value"} */
function main() {
  let made = 0;
  try {
    for (;;) {
      setTimeout(() => {}, 1000);
      made++;
    }
  } catch (e) {
    return `${made} ${e.name}: ${e.message}`;
  }
}
