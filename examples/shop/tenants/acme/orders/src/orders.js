// "atomic": true in app.json: the order is stored and `order.created` is published together, or
// neither happens.

import { totalOf, validateOrder } from "./rules.js";

export async function placeOrder(req) {
  if (!context.user.permissions.includes("orders.place")) {
    return { status: 403, body: { error: "orders.place is needed" } };
  }
  const order = req.body;
  const { valid, errors } = validateOrder(order);
  if (!valid) {
    return { status: 400, body: { errors } };
  }
  const total = totalOf(order);
  await storage.set(`order/${order.id}`, { ...order, total, buyer: context.user.email });
  await events.publish("order.created", { id: order.id, total });
  console.info("Order placed", { user_id: context.user.id, order: order.id });
  return { status: 201, body: { id: order.id, total } };
}
