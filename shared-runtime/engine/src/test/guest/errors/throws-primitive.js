export function main() { throw 'just text'; }
