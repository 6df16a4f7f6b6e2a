/* {"kind": "event", "input": {"id": "e1", "type": "order.created", "data": {"total": 12.5}, "time": "2026-02-03T04:05:06Z", "source": "shop"}} */
async function main(event) {
  const order = event.data;
  const today = utils.date.format(utils.date.now(), 'YYYY-MM-DD');
  const cacheKey = `daily_sales_${today}`;
  const current = await storage.get(cacheKey) || { count: 0, total: 0 };
  current.count += 1;
  current.total += order.total;
  await storage.set(cacheKey, current, 86400);
  console.info(`Updated sales cache: ${current.count} orders, $${current.total}`);
}
