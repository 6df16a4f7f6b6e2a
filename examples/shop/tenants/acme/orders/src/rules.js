// What makes an order a good one. The company's product asks before it takes an order (hook
// `order.validate`), and so does our own endpoint.

export function validateOrder(order) {
  const errors = [];
  if (!order.id) {
    errors.push("An order needs an id.");
  }
  if (!Array.isArray(order.items) || order.items.length === 0) {
    errors.push("An order needs items.");
  } else {
    for (const item of order.items) {
      if (!(item.quantity > 0)) {
        errors.push(`Order more than ${item.quantity} of ${item.sku}.`);
      }
    }
  }
  return { valid: errors.length === 0, errors };
}

export function totalOf(order) {
  return order.items.reduce((sum, item) => sum + item.quantity * item.price, 0);
}
