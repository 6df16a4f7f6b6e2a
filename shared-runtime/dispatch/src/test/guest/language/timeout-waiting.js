/* {"kind": "value", "limits": {"wallMillis": 300}} */
async function main() {
  await new Promise((resolve) => setTimeout(resolve, 3600000));
}
