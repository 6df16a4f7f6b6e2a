// Handle order.created event
async function handleOrderCreated(event) {
const order = event.data;
// Update daily sales cache
const today = utils.date.format(utils.date.now(), "YYYY-MM-DD");
const cacheKey = `daily_sales_${today}`;
const current = await storage.get(cacheKey) || { count: 0, total: 0 };
current.count += 1;
current.total += order.total;
await storage.set(cacheKey, current, 86400); // Cache for 24 hours
console.info(`Updated sales cache: ${current.count} orders, $${current.total}`);
}
