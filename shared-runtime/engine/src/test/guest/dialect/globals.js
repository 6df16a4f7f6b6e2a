export function main() { return Object.getOwnPropertyNames(globalThis).sort(); }
