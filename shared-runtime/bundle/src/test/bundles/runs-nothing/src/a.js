for (;;);
function main() {}
