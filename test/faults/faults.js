// What may be wrong around the package, through no fault of its caller: the platform lacks something, or another
// library has changed what everybody shares. To add a fault, add it to its group; RESULTS.md tells what happens.

import { runInNewContext } from 'node:vm';
import { fail, forbid, freezeAll, pollute, remove, replace, together, wrap } from './patches.js';

/** @import { Undo } from './patches.js' */

/**
 * @typedef {object} Fault
 * @property {string} name Unique, and the row's heading.
 * @property {() => Undo | void} [inject] Makes the fault in this process, and gives what takes it back, if anything can.
 * @property {() => Promise<unknown>} [prepare] Loads what `inject` needs.
 * @property {readonly string[]} [flags] Node.js is started with these.
 * @property {number} [clock] The time in seconds that the fault makes it, if it makes one.
 * @property {boolean} [isEndless] Whether calls may wait without an end.
 * @property {boolean} [mayNotLoad] Whether the package, or jose, may not load.
 * @property {boolean} [comesThrough] Whether what a replaced method throws may come through as it is.
 */

const { subtle } = crypto;

/** Replaces methods of `crypto.subtle`. @param {Record<string, (...args: any[]) => unknown>} methods */
const withSubtle = (methods) => () =>
  together(Object.entries(methods).map(([name, method]) => replace(subtle, name, method)));

/** What a method was given, in its error, as some have it. @param {readonly unknown[]} given */
const errorWith = (given) => new Error(given.map((one) => (isBytes(one) ? Buffer.from(one) : one)).join());

/** @param {unknown} one @returns {one is Uint8Array} */
const isBytes = (one) => one instanceof Uint8Array;

const throwing = (/** @type {unknown[]} */ ...given) => {
  throw errorWith(given);
};
const rejecting = (/** @type {unknown[]} */ ...given) => Promise.reject(errorWith(given));

const silent = () => new Promise(() => undefined);

/** @param {'importKey' | 'sign' | 'verify'} name @returns {(...args: any[]) => Promise<unknown>} */
function slow(name) {
  const method = /** @type {(...args: any[]) => Promise<unknown>} */ (subtle[name]).bind(subtle);
  return async (...args) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return method(...args);
  };
}

/** In seconds. */
const IN_2030 = 1_900_000_000;

/** @param {unknown} milliseconds */
const clockAt = (milliseconds) => () => replace(Date, 'now', () => milliseconds);

class StoppedDate extends Date {
  constructor(/** @type {number | string} */ date = IN_2030 * 1000) {
    super(date);
  }
  /** @override */
  static now() {
    return IN_2030 * 1000;
  }
}

/** A Date without any method of a date. */
const bareDate = Object.assign(() => ({}), { now: () => IN_2030 * 1000 });

function backwards() {
  let now = IN_2030 * 1000;
  return replace(Date, 'now', () => (now -= 1000));
}

function encodeElsewhere() {
  const { encode } = TextEncoder.prototype;
  const OtherUint8Array = runInNewContext('Uint8Array');
  return replace(TextEncoder.prototype, 'encode', (/** @type {string} */ text) => {
    return new OtherUint8Array(encode.call(new TextEncoder(), text));
  });
}

/** As old polyfills have it: its symbols are texts. */
const symbolPolyfill = Object.assign((/** @type {string} */ name) => `@@${name}`, {
  iterator: '@@iterator',
  toStringTag: '@@toStringTag',
});

const wrapMethods = () =>
  together([
    wrap(Map.prototype, ['get', 'set', 'has', 'delete', 'keys', 'entries', Symbol.iterator]),
    wrap(RegExp.prototype, ['exec', 'test', Symbol.replace, Symbol.split, Symbol.matchAll]),
    wrap(String.prototype, ['replace', 'split', 'trim', 'slice', 'includes', 'matchAll', 'isWellFormed']),
    wrap(Array.prototype, ['map', 'push', 'filter', 'find', 'flatMap', 'join', 'slice', Symbol.iterator]),
    wrap(Promise.prototype, ['then', 'catch', 'finally']),
    wrap(Object, ['keys', 'entries', 'fromEntries', 'freeze', 'hasOwn', 'getPrototypeOf']),
    wrap(JSON, ['stringify', 'parse']),
  ]);

/** @param {Record<string, unknown>} properties */
const polluteObjects = (properties) => () =>
  together(Object.entries(properties).map(([key, value]) => pollute(Object.prototype, key, value)));

const LANGUAGE = [
  ...[Object, Function, Array, String, Number, Boolean, Symbol, BigInt, Date, RegExp, Error, TypeError],
  ...[Map, Set, WeakMap, WeakSet, Promise, ArrayBuffer, Uint8Array],
].flatMap((constructor) => [constructor, constructor.prototype]);

function lockDown() {
  globalThis.lockdown({ errorTaming: 'unsafe', consoleTaming: 'unsafe' });
}

const PERMISSION = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';

/** @type {readonly Fault[]} */
const WEBCRYPTO = [
  { name: 'no `crypto`', inject: () => remove(globalThis, 'crypto') },
  { name: 'no `crypto.subtle`', inject: () => replace(globalThis, 'crypto', {}) },
  { name: '`crypto` throws when it is read', inject: () => forbid(globalThis, 'crypto') },
  { name: '`crypto.subtle` throws when it is read', inject: () => forbid(crypto, 'subtle') },
  { name: '`importKey` throws', inject: withSubtle({ importKey: throwing }) },
  { name: '`importKey` rejects', inject: withSubtle({ importKey: rejecting }) },
  { name: '`importKey` gives nothing', inject: withSubtle({ importKey: async () => undefined }) },
  { name: '`importKey` gives what is no key', inject: withSubtle({ importKey: async () => ({}) }) },
  { name: '`sign` throws', inject: withSubtle({ sign: throwing }) },
  { name: '`sign` rejects', inject: withSubtle({ sign: rejecting }) },
  { name: '`sign` gives nothing', inject: withSubtle({ sign: async () => undefined }) },
  { name: '`sign` gives 16 bytes', inject: withSubtle({ sign: async () => new ArrayBuffer(16) }) },
  {
    name: '`sign` never answers',
    inject: withSubtle({ sign: silent }),
    isEndless: true,
  },
  { name: '`verify` throws', inject: withSubtle({ verify: throwing }) },
  { name: '`verify` rejects', inject: withSubtle({ verify: rejecting }) },
  { name: '`verify` gives nothing', inject: withSubtle({ verify: async () => undefined }) },
  {
    name: 'each method takes 20 ms',
    inject: withSubtle({ importKey: slow('importKey'), sign: slow('sign'), verify: slow('verify') }),
  },
  { name: 'no `CryptoKey`', inject: () => remove(globalThis, 'CryptoKey') },
];

/** @type {readonly Fault[]} */
const CLOCK = [
  { name: '`Date.now` gives NaN', inject: clockAt(NaN) },
  { name: '`Date.now` gives Infinity', inject: clockAt(Infinity) },
  { name: '`Date.now` gives nothing', inject: clockAt(undefined) },
  { name: '`Date.now` gives a BigInt', inject: clockAt(BigInt(IN_2030 * 1000)) },
  { name: '`Date.now` throws', inject: () => replace(Date, 'now', fail) },
  { name: 'it is 1970', inject: clockAt(0), clock: 0 },
  { name: 'it is a millisecond before 1970', inject: clockAt(-1), clock: -1 },
  { name: 'it is the first date that there is', inject: clockAt(-8.64e15) },
  { name: 'it is the last date that there is', inject: clockAt(8.64e15) },
  { name: 'it is between two milliseconds', inject: clockAt(IN_2030 * 1000 + 0.5), clock: IN_2030 },
  { name: 'it goes back by a second at each look', inject: backwards, clock: IN_2030 },
  {
    name: '`Date` is a fake that stands still',
    inject: () => replace(globalThis, 'Date', StoppedDate),
    clock: IN_2030,
  },
  {
    name: '`Date` is a fake without methods',
    inject: () => replace(globalThis, 'Date', bareDate),
    clock: IN_2030,
  },
  { name: 'no `Date`', inject: () => remove(globalThis, 'Date') },
  { name: '`getTime` throws', inject: () => replace(Date.prototype, 'getTime', fail) },
];

/** @type {readonly Fault[]} */
const GLOBALS = [
  { name: 'no `structuredClone`', inject: () => remove(globalThis, 'structuredClone') },
  { name: '`structuredClone` throws', inject: () => replace(globalThis, 'structuredClone', fail) },
  { name: 'no `TextEncoder`', inject: () => remove(globalThis, 'TextEncoder'), mayNotLoad: true },
  { name: '`TextEncoder` throws', inject: () => replace(TextEncoder.prototype, 'encode', fail) },
  {
    name: '`TextEncoder` gives nothing',
    inject: () => replace(TextEncoder.prototype, 'encode', () => undefined),
  },
  { name: '`TextEncoder` gives bytes of another realm', inject: encodeElsewhere },
  { name: 'no `TextDecoder`', inject: () => remove(globalThis, 'TextDecoder'), mayNotLoad: true },
  {
    name: '`TextDecoder` throws',
    inject: () => replace(TextDecoder.prototype, 'decode', fail),
    mayNotLoad: true,
  },
  { name: '`Symbol` is a polyfill', inject: () => replace(globalThis, 'Symbol', symbolPolyfill) },
  { name: '`console.error` throws', inject: () => replace(console, 'error', fail) },
  { name: 'no `process`', inject: () => remove(globalThis, 'process') },
];

/** @type {readonly Fault[]} */
const PROTOTYPES = [
  { name: '`Object.prototype` has one more property', inject: polluteObjects({ more: 1 }) },
  {
    name: '`Object.prototype` has our options',
    inject: polluteObjects({
      widgetId: 1,
      secret: 1,
      attributes: 1,
      customerId: 1,
      expiresIn: 1,
      onError: 1,
    }),
  },
  { name: '`Object.prototype` has our claims', inject: polluteObjects({ sub: 1, iat: 1, exp: 1, nbf: 9e9 }) },
  {
    name: '`Object.prototype` has an error’s fields',
    inject: polluteObjects({ code: 1, issues: 1, cause: 1 }),
  },
  { name: '`Object.prototype.alg` is `none`', inject: polluteObjects({ alg: 'none' }) },
  { name: '`Object.prototype.crit` is a list', inject: polluteObjects({ crit: ['b64'], b64: false }) },
  { name: '`Object.prototype.hash` is SHA-1', inject: polluteObjects({ hash: 'SHA-1' }) },
  { name: '`Object.prototype.length` is 8', inject: polluteObjects({ length: 8 }) },
  { name: '`Object.prototype.get` is a function', inject: polluteObjects({ get: fail }) },
  { name: '`Object.prototype.set` is a function', inject: polluteObjects({ set: fail }) },
  { name: '`Object.prototype.value` is a number', inject: polluteObjects({ value: 1 }) },
  { name: '`Object.prototype.toJSON` gives nothing', inject: polluteObjects({ toJSON: () => undefined }) },
  { name: '`Object.prototype.toJSON` gives a text', inject: polluteObjects({ toJSON: () => 'a text' }) },
  { name: '`Object.prototype.toJSON` throws', inject: polluteObjects({ toJSON: fail }) },
  { name: '`Array.prototype` has one more property', inject: () => pollute(Array.prototype, 'more', 1) },
  {
    name: '`Array.prototype.toJSON` gives a text, as in Prototype.js',
    inject: () => pollute(Array.prototype, 'toJSON', () => '"[]"'),
  },
  {
    name: 'methods of Map, RegExp, String, Array, Promise, Object and JSON are wrapped, as by a tracer',
    inject: wrapMethods,
  },
  {
    name: '`Map.prototype.get` throws',
    inject: () => replace(Map.prototype, 'get', fail),
    comesThrough: true,
  },
  {
    name: '`RegExp.prototype.test` throws',
    inject: () => replace(RegExp.prototype, 'test', fail),
    comesThrough: true,
  },
  { name: '`JSON.stringify` throws', inject: () => replace(JSON, 'stringify', fail), comesThrough: true },
];

/** @type {readonly Fault[]} */
const LESS = [
  { name: '`node --frozen-intrinsics`', flags: ['--frozen-intrinsics'] },
  { name: '`lockdown()` of SES', prepare: () => import('ses'), inject: lockDown },
  {
    name: '`Object.freeze` of the language’s constructors and prototypes',
    inject: () => freezeAll(LANGUAGE),
  },
  {
    name: '`node --disallow-code-generation-from-strings`',
    flags: ['--disallow-code-generation-from-strings'],
  },
  { name: '`node --permission`, with reading files allowed', flags: [PERMISSION, '--allow-fs-read=*'] },
  { name: '`node --disable-proto=delete`', flags: ['--disable-proto=delete'] },
  { name: '`node --disable-proto=throw`', flags: ['--disable-proto=throw'] },
  {
    name: '`node --throw-deprecation --pending-deprecation`',
    flags: ['--throw-deprecation', '--pending-deprecation'],
  },
];

/** @type {readonly { group: string, faults: readonly Fault[] }[]} */
export const FAULTS = [
  { group: 'WebCrypto', faults: WEBCRYPTO },
  { group: 'The clock', faults: CLOCK },
  { group: 'Other globals', faults: GLOBALS },
  { group: 'Prototypes and methods', faults: PROTOTYPES },
  { group: 'A language, or a Node.js, with less', faults: LESS },
];
