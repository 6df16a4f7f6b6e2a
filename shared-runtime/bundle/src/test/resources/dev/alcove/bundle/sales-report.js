// Endpoint: GET /api/custom/sales-report?start=2024-01-01&end=2024-01-31
async function handleRequest(req) {
// Validate permissions
if (!context.user.permissions.includes('reports.view')) {
return {
status: 403,
body: { error: 'Access denied' }
};
}
const startDate = req.query.start || utils.date.addDays(utils.date.now(), -30);
const endDate = req.query.end || utils.date.now();
// Query sales data
const sales = await db.query(
`SELECT DATE(order_date) as date, COUNT(*) as orders, SUM(total) as revenue
FROM orders
WHERE order_date BETWEEN $1 AND $2
GROUP BY DATE(order_date)
ORDER BY date DESC`,
[startDate, endDate]
);
// Aggregate data
const summary = {
total_orders: sales.reduce((sum, day) => sum + day.orders, 0),
total_revenue: sales.reduce((sum, day) => sum + day.revenue, 0),
days_included: sales.length
};
return {
status: 200,
headers: { 'Content-Type': 'application/json' },
body: {
summary: summary,
daily: sales
}
};
}
