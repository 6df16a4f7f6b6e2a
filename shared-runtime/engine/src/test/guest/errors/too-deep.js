// stack=50
export function main() { return main(); }
