import 'http://127.0.0.1:9001/x.js';
import 'file:///etc/passwd';
import '../../../etc/passwd';
import '%2e%2e/x.js';
export function main() {}
