/* {"kind": "value", "limits": {"cpuMillis": 300}} */
function main() {
  for (;;) {
    try {
      for (;;);
    } catch {
      // The second time there is nothing to catch.
    }
  }
}
