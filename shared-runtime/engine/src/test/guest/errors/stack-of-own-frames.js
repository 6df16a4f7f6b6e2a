import { parse } from './lib/parse.js';
export function main() { return [1].map(x => parse(x)); }
//// lib/parse.js
export function parse(x) {
  return JSON.parse('{' + x);
}
