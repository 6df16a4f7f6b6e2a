import { b } from 'b.js';
export function a() { return 'a'; }
export function main() { return b(); }
//// b.js
import { a } from './main.js';
export function b() { return 'b' + a(); }
