export function get(): number { return 1; }
