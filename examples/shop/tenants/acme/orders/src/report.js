// Asks for a token: scripts have the policy `jwt` when the manifest does not name another.

export async function handleRequest(req) {
  if (!context.user.permissions.includes("reports.view")) {
    return { status: 403, body: { error: "Access denied" } };
  }
  const orders = (await storage.get("sales/orders")) ?? 0;
  const revenue = (await storage.get("sales/revenue")) ?? 0;
  return { status: 200, body: { orders, revenue, summaries: (await storage.get("summaries")) ?? 0 } };
}
