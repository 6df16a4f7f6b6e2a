// curl http://localhost:8080/t/acme/api/custom/hello/Ada
export async function handleRequest(req) {
  const greeted = await storage.increment("greeted", 1);
  return { status: 200, body: { hello: req.params.name, greeted } };
}
