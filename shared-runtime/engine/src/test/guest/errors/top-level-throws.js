const config = undefined;
const key = config.key;
export function main() {}
