/* {"kind": "value", "limits": {"cpuMillis": 2000}} */
function main() {
  for (;;);
}
