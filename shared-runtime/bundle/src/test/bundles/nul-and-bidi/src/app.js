export function get() { return '‮'; }
