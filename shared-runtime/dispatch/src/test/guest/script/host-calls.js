/* {"kind": "value", "limits": {"hostCalls": 10}} */
async function main() {
  for (let i = 0; i < 20; i++) await storage.set('n', i);
}
