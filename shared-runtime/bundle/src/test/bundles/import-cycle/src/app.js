import { b } from './b.js';
export function get() { return b(); }
