// Validate orders before processing
async function validateOrder(order) {
const errors = [];
// Check inventory
for (const item of order.items) {
const product = await services.products.get(item.product_id);
if (!product) {
errors.push(`Product not found: ${item.product_id}`);
continue;
}
if (product.stock < item.quantity) {
errors.push(`Insufficient stock for ${product.name}`);
}
}
// Check credit limit
const customer = await services.clients.get(order.customer_id);
if (customer.credit_limit > 0) {
const outstanding = await db.query(
"SELECT COALESCE(SUM(amount), 0) as total FROM invoices WHERE customer_id = $1 AND status != 'paid'",
[customer.id]
);
if (outstanding[0].total + order.total > customer.credit_limit) {
errors.push(`Order exceeds credit limit`);
}
}
return {
valid: errors.length === 0,
errors: errors
};
}
