label: { } /}/.test('a'); export function main() {}
