// alcove event publish order.created --data '{"id": 7}'
export async function handleOrderCreated(event) {
  const orders = await storage.increment("orders", 1);
  console.info(`Order ${event.data.id} has come in`, { orders });
}
