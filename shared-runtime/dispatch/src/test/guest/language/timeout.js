/* {"kind": "value", "limits": {"cpuMillis": 200}} */
function main() {
  for (;;);
}
