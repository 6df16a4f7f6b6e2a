/* {"kind": "endpoint", "modules": {"data.json": "{\"rates\": [1, 2.5], \"text\": \"\\u2028 </script> ${x}\", \"__proto__\": 1}", "list.json": "[1]"}} */
import data from './data.json';
import again from 'data.json';
import list from './list.json' with { type: 'json' };

export async function main() {
  const dynamic = await import('./list.json', { with: { type: 'json' } });
  return { body: { data, own: Object.keys(data), same: [data === again, list === dynamic.default], list } };
}
