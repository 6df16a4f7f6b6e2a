import './lib/broken.js';
export function main() {}
//// lib/broken.js
export const fine = 1;
let 5;
