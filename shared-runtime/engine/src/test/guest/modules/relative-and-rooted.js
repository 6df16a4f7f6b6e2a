import { b } from './lib/b.js';
import c from '/lib/c.js';
import d from 'lib/d.js';
export const main = () => [b, c, d];
//// lib/b.js
import c from './c.js';
import { up } from '../up.js';
export const b = 'b' + c + up;
//// lib/c.js
export default 'c';
//// lib/d.js
export default 'd';
//// up.js
export const up = 'up';
