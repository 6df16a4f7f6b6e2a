import prices from './lib/prices.json';
export function get() { return prices.x; }
