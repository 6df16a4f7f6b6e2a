export function other() {}
export const notFunction = 1;
