/* {"kind": "endpoint"} */
export function main() {
  const asked = [];
  const watched = (target) => new Proxy(target, {
    get(object, name) {
      asked.push(String(name));
      return object[name];
    },
    ownKeys(object) {
      asked.push('keys');
      return Reflect.ownKeys(object);
    },
  });
  return watched({ statusCode: 201, headers: watched({ 'x-a': 'b' }), body: { asked } });
}
