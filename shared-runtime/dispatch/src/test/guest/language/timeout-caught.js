/* {"kind": "value", "limits": {"cpuMillis": 2000}} */
function main() {
  try {
    for (;;);
  } catch (e) {
    return [e.name, e.code, e instanceof Error, e.message];
  }
}
