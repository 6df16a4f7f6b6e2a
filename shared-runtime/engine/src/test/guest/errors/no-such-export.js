import { gone } from './lib/there.js';
export function main() {}
//// lib/there.js
export const other = 1;
