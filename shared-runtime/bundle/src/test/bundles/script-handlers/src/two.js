function main() {}
function other() {}
