export function handleRequest() {}
