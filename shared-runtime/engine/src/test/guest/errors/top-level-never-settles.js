await new Promise(() => {});
export function main() {}
