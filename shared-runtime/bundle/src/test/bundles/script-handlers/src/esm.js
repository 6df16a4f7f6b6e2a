import './imported.js';
function main() {}
