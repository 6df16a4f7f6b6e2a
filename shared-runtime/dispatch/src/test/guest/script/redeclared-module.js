/* {"kind": "value", "modules": {"other.js": "export const theirs = () => [typeof context.tenant.id, typeof fetch];"}} */
import { theirs } from './other.js';

const context = { mine: true };
function fetch() {}

export function main() {
  return [context.mine, fetch(), theirs()];
}
