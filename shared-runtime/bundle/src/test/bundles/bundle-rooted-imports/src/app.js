import { b } from '/lib/b.js';
import prices from './lib/prices.json';
export function get() { return b() + prices.x; }
