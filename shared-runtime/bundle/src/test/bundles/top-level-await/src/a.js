await 1;
function main() {}
