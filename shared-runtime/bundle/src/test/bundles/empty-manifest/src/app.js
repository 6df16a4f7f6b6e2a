export function get() { return {}; }
