function handleRequest() {}
function main() {}
