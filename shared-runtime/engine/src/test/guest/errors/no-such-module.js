import './lib/gone.js';
export function main() {}
