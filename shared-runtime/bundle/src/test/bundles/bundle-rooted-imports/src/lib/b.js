import '../other.js';
export function b() { return 1; }
