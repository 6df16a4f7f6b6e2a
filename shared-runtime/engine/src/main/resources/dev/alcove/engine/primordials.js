// The built-ins as they were before any guest code ran. Guest code may patch every prototype that it
// can reach, so trusted code calls these and nothing else: no method calls on values, no spread, no
// for-of.
(function () {
  'use strict';
  const { apply, construct, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect;
  const uncurry = Function.prototype.bind.bind(Function.prototype.call);

  const p = { __proto__: null };
  p.uncurry = uncurry;
  p.call = uncurry(Function.prototype.call);
  p.apply = apply;
  p.construct = construct;
  p.ownKeys = ownKeys;

  const statics = {
    Object: 'assign create defineProperties defineProperty entries freeze fromEntries'
      + ' getOwnPropertyDescriptor getOwnPropertyNames getOwnPropertySymbols getPrototypeOf hasOwn is'
      + ' isExtensible isFrozen keys preventExtensions setPrototypeOf values',
    Array: 'from isArray of',
    JSON: 'parse stringify',
    Math: 'abs ceil floor max min round sign trunc',
    Number: 'isFinite isInteger isNaN isSafeInteger parseFloat parseInt',
    String: 'fromCharCode fromCodePoint',
    Reflect: 'apply construct defineProperty get getOwnPropertyDescriptor getPrototypeOf has ownKeys set',
    ArrayBuffer: 'isView',
  };
  const methods = {
    Object: 'hasOwnProperty isPrototypeOf propertyIsEnumerable toString',
    Function: 'bind toString',
    Array: 'concat every fill filter find findIndex forEach includes indexOf join map pop push reduce reverse'
      + ' shift slice some sort splice unshift',
    String: 'at charAt charCodeAt codePointAt endsWith includes indexOf isWellFormed lastIndexOf match normalize'
      + ' padEnd padStart repeat replace replaceAll search slice split startsWith substring toLowerCase'
      + ' toUpperCase toWellFormed trim trimEnd trimStart',
    Number: 'toFixed toString',
    RegExp: 'exec test',
    Map: 'clear delete entries forEach get has set',
    Set: 'add clear delete forEach has',
    WeakMap: 'delete get has set',
    WeakSet: 'add delete has',
    Promise: 'catch finally then',
    Date: 'getTime toISOString',
    ArrayBuffer: 'slice',
    DataView: 'getUint8 getUint16 getUint32 setUint8 setUint16 setUint32',
    Error: 'toString',
  };
  const capital = (text) => text[0].toUpperCase() + text.slice(1);
  for (const type of Object.keys(statics)) {
    for (const name of statics[type].split(' ')) {
      const own = globalThis[type][name];
      // JSONparse, not JSONParse: as the specification writes %JSON.parse%.
      p[type === 'JSON' ? type + name : type + capital(name)] = (...args) => apply(own, undefined, args);
    }
  }
  // These are called on every host call, so without the detour over a rest array.
  p.JSONparse = JSON.parse;
  p.JSONstringify = JSON.stringify;
  p.ArrayIsArray = Array.isArray;
  p.ObjectKeys = Object.keys;
  p.ObjectFreeze = Object.freeze;
  p.ObjectCreate = Object.create;
  p.ObjectDefineProperty = Object.defineProperty;
  for (const type of Object.keys(methods)) {
    for (const name of methods[type].split(' ')) {
      p[type + capital(name)] = uncurry(globalThis[type].prototype[name]);
    }
  }
  p.arrayPush = p.ArrayPush;

  const TypedArray = Object.getPrototypeOf(Uint8Array);
  const getter = (holder, name) => uncurry(getOwnPropertyDescriptor(holder, name).get);
  p.ArrayBufferByteLength = getter(ArrayBuffer.prototype, 'byteLength');
  p.TypedArrayBuffer = getter(TypedArray.prototype, 'buffer');
  p.TypedArrayByteLength = getter(TypedArray.prototype, 'byteLength');
  p.TypedArrayByteOffset = getter(TypedArray.prototype, 'byteOffset');
  p.TypedArrayLength = getter(TypedArray.prototype, 'length');
  p.TypedArrayTag = getter(TypedArray.prototype, Symbol.toStringTag);
  p.TypedArraySet = uncurry(TypedArray.prototype.set);
  p.TypedArraySubarray = uncurry(TypedArray.prototype.subarray);
  p.DataViewBuffer = getter(DataView.prototype, 'buffer');
  p.DataViewByteLength = getter(DataView.prototype, 'byteLength');
  p.DataViewByteOffset = getter(DataView.prototype, 'byteOffset');
  p.MapSize = getter(Map.prototype, 'size');
  p.SetSize = getter(Set.prototype, 'size');

  for (const name of ['Array', 'ArrayBuffer', 'Boolean', 'DataView', 'Date', 'Error', 'EvalError', 'Function',
    'Map', 'Number', 'Object', 'Promise', 'Proxy', 'RangeError', 'ReferenceError', 'RegExp', 'Set', 'String',
    'Symbol', 'SyntaxError', 'TypeError', 'URIError', 'Uint8Array', 'WeakMap', 'WeakSet', 'decodeURIComponent',
    'encodeURIComponent']) {
    p[name] = globalThis[name];
  }
  p.isArrayBuffer = (value) => {
    try {
      p.ArrayBufferByteLength(value);
      return true;
    } catch {
      return false;
    }
  };
  defineProperty(p, 'globalThis', { value: globalThis });
  return Object.freeze(p);
})
