// Every day at 9 in Berlin. Now: alcove cron run report
export async function main() {
  const greeted = (await storage.get("greeted")) ?? 0;
  const orders = (await storage.get("orders")) ?? 0;
  console.info("So far", { greeted, orders });
  return { greeted, orders };
}
