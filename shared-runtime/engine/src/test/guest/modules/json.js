import plain from './data.json';
import typed from './data.json' with { type: 'json' };
export async function main() {
  const dynamic = await import('./data.json', { with: { type: 'json' } });
  return [plain, typed, dynamic.default];
}
//// data.json
{ "a": [1, null, "é"] }
