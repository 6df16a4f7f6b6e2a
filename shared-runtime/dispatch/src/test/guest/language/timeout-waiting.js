/* {"kind": "value", "limits": {"wallMillis": 2000}} */
async function main() {
  await new Promise((resolve) => setTimeout(resolve, 3600000));
}
