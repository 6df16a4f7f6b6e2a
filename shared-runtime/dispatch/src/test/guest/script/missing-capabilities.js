/* {"kind": "value"} */
async function main() {
  const told = [];
  for (const f of [() => db.query('SELECT 1'), () => db.findOne('t', {}), () => services.clients.list({}),
    () => services.notifications.sendEmail({}), () => http.get('https://api.example.com/data'),
    () => fetch('https://api.example.com/data'), () => http.request({ method: 'PUT', url: 'x' }), async () => secrets.STRIPE_KEY]) {
    await f().catch((e) => told.push(`${e.code}: ${e.message}`));
  }
  const service = await services.clients;
  return { told, awaited: typeof service.list };
}
