import { b } from '/lib/b.js';
import prices from './lib/prices.json' with { type: 'json' };
export function get() { return b() + prices.x; }
