/* {"kind": "value", "show": "log lines", "user": null} */
function main() {
  console.warn('names', { message: 'm', level: 'l', tenant_id: 't', user_tenant_id: 'u', v: 9, user_id: 'x', __proto__: { inherited: 1 } }, { 'a b': '\u2028', deep: { n: [1] } });
  console.error(new TypeError('shown').message, undefined, 5, true, Symbol('s'), () => 1);
}
