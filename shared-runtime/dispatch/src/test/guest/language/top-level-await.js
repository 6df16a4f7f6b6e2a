/* {"kind": "value", "modules": {"rates.js": "export const rate = await Promise.resolve(1.5);\nexport const order = ['rates'];"}, "storage": {"k": 7}} */
import { rate, order } from './rates.js';

order.push('main');
const stored = await storage.get('k');
const later = await new Promise((resolve) => setTimeout(resolve, 1, 'timer'));

export function main() {
  return { rate, order, stored, later };
}
