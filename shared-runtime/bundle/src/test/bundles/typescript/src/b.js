import './app.ts';
export const c = 1;
