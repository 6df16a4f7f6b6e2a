import { count } from './count.js';
import { count as again } from '/count.js';
export const main = () => [count(), again(), count === again];
//// count.js
let n = 0;
export const count = () => ++n;
