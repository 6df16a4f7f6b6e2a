export function get() { return { body: String(1n) }; }
