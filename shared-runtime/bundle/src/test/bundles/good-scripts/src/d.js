import { x } from './lib.js';
export async function main() { return x; }
