/* {"kind": "value", "limits": {"wallMillis": 300}} */
async function main() {
  try {
    await new Promise((resolve) => setTimeout(() => resolve('late'), 3600000));
  } catch {
    return 'not reached: what the function would settle is known to nobody else';
  }
}
