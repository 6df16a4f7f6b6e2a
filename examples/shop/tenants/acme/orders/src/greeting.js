// An http script that anybody may call ("authn_policies": []): there is no user.
// A file without import and export is a classic script; its functions are its handlers.

function handleRequest(req) {
  const name = req.query.name || "stranger";
  return { status: 200, body: { message: `Hello ${name}, this is ${context.tenant.name}.` } };
}
