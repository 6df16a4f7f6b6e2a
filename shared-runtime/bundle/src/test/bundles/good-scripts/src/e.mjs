export * from './f.js';
