const value = await Promise.resolve(7);
export const main = () => value;
