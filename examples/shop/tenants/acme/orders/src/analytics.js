// Reacts to `order.created`: the handler's name follows from the event's type.

export async function handleOrderCreated(event) {
  await storage.increment("sales/orders", 1);
  await storage.increment("sales/revenue", event.data.total);
}
