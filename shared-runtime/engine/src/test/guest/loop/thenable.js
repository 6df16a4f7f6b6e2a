export function main() { return { then(resolve) { resolve('from a thenable'); } }; }
