import { get } from 'app.js';
export function b() { return get.name; }
