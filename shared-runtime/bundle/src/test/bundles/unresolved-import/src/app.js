import { a } from './lib/a.js';
import b from './lib/nothing.js';
export function get() { return a + b; }
