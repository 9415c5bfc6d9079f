// Faults outside the package that its caller does not cause: the platform lacks something, or another library
// has changed a global that all code shares. To add a fault, add it to its group; RESULTS.md lists what
// happens.

import { runInNewContext } from 'node:vm';
import { fail, forbid, freezeAll, pollute, remove, replace, together, wrap } from './patches.js';

/** @import { Undo } from './patches.js' */

/**
 * @typedef {object} Fault
 * @property {string} name Unique. It names the row in RESULTS.md.
 * @property {() => Undo | void} [inject] Makes the fault in this process. Returns a function to undo it, if
 *   possible.
 * @property {() => Promise<unknown>} [prepare] Loads what `inject` needs.
 * @property {readonly string[]} [flags] Flags to start Node.js with.
 * @property {number} [clock] The time that the fault sets, if any, in seconds.
 * @property {boolean} [isEndless] Whether calls may never settle.
 * @property {boolean} [mayNotLoad] Whether the package or jose may fail to load.
 * @property {boolean} [comesThrough] Whether the error of a replaced method may be thrown unchanged.
 */

const { subtle } = crypto;

/** Replaces methods of `crypto.subtle`. @param {Record<string, (...args: any[]) => unknown>} methods */
const withSubtle = (methods) => () =>
  together(Object.entries(methods).map(([name, method]) => replace(subtle, name, method)));

/**
 * An error with the method's arguments in its message, as some platforms throw.
 *
 * @param {readonly unknown[]} given
 */
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

/** A `Date` whose instances have no methods. */
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

/** Like old polyfills, whose symbols are strings. */
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

const BUILT_INS = [
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
  { name: 'reading `crypto` throws', inject: () => forbid(globalThis, 'crypto') },
  { name: 'reading `crypto.subtle` throws', inject: () => forbid(crypto, 'subtle') },
  { name: '`importKey` throws', inject: withSubtle({ importKey: throwing }) },
  { name: '`importKey` rejects', inject: withSubtle({ importKey: rejecting }) },
  { name: '`importKey` resolves to undefined', inject: withSubtle({ importKey: async () => undefined }) },
  {
    name: '`importKey` resolves to an object that is not a key',
    inject: withSubtle({ importKey: async () => ({}) }),
  },
  { name: '`sign` throws', inject: withSubtle({ sign: throwing }) },
  { name: '`sign` rejects', inject: withSubtle({ sign: rejecting }) },
  { name: '`sign` resolves to undefined', inject: withSubtle({ sign: async () => undefined }) },
  { name: '`sign` resolves to 16 bytes', inject: withSubtle({ sign: async () => new ArrayBuffer(16) }) },
  {
    name: '`sign` never settles',
    inject: withSubtle({ sign: silent }),
    isEndless: true,
  },
  { name: '`verify` throws', inject: withSubtle({ verify: throwing }) },
  { name: '`verify` rejects', inject: withSubtle({ verify: rejecting }) },
  { name: '`verify` resolves to undefined', inject: withSubtle({ verify: async () => undefined }) },
  {
    name: 'each method takes 20 ms',
    inject: withSubtle({ importKey: slow('importKey'), sign: slow('sign'), verify: slow('verify') }),
  },
  { name: 'no `CryptoKey`', inject: () => remove(globalThis, 'CryptoKey') },
];

/** @type {readonly Fault[]} */
const CLOCK = [
  { name: '`Date.now` returns NaN', inject: clockAt(NaN) },
  { name: '`Date.now` returns Infinity', inject: clockAt(Infinity) },
  { name: '`Date.now` returns undefined', inject: clockAt(undefined) },
  { name: '`Date.now` returns a BigInt', inject: clockAt(BigInt(IN_2030 * 1000)) },
  { name: '`Date.now` throws', inject: () => replace(Date, 'now', fail) },
  { name: 'the time is the start of 1970', inject: clockAt(0), clock: 0 },
  { name: 'the time is a millisecond before 1970', inject: clockAt(-1), clock: -1 },
  { name: 'the time is the earliest valid date', inject: clockAt(-8.64e15) },
  { name: 'the time is the latest valid date', inject: clockAt(8.64e15) },
  { name: 'the time is between two milliseconds', inject: clockAt(IN_2030 * 1000 + 0.5), clock: IN_2030 },
  { name: 'the clock goes back by a second each time it is read', inject: backwards, clock: IN_2030 },
  {
    name: '`Date` is a fake whose time does not change',
    inject: () => replace(globalThis, 'Date', StoppedDate),
    clock: IN_2030,
  },
  {
    name: '`Date` is a fake without methods',
    inject: () => replace(globalThis, 'Date', bareDate),
    clock: IN_2030,
  },
  { name: 'no `Date`', inject: () => remove(globalThis, 'Date') },
  { name: '`Date.prototype.getTime` throws', inject: () => replace(Date.prototype, 'getTime', fail) },
];

/** @type {readonly Fault[]} */
const GLOBALS = [
  { name: 'no `structuredClone`', inject: () => remove(globalThis, 'structuredClone') },
  { name: '`structuredClone` throws', inject: () => replace(globalThis, 'structuredClone', fail) },
  { name: 'no `TextEncoder`', inject: () => remove(globalThis, 'TextEncoder'), mayNotLoad: true },
  {
    name: '`TextEncoder.prototype.encode` throws',
    inject: () => replace(TextEncoder.prototype, 'encode', fail),
  },
  {
    name: '`TextEncoder.prototype.encode` returns undefined',
    inject: () => replace(TextEncoder.prototype, 'encode', () => undefined),
  },
  { name: '`TextEncoder.prototype.encode` returns bytes from another realm', inject: encodeElsewhere },
  { name: 'no `TextDecoder`', inject: () => remove(globalThis, 'TextDecoder'), mayNotLoad: true },
  {
    name: '`TextDecoder.prototype.decode` throws',
    inject: () => replace(TextDecoder.prototype, 'decode', fail),
    mayNotLoad: true,
  },
  { name: '`Symbol` is a polyfill', inject: () => replace(globalThis, 'Symbol', symbolPolyfill) },
  { name: '`console.error` throws', inject: () => replace(console, 'error', fail) },
  { name: 'no `process`', inject: () => remove(globalThis, 'process') },
];

/** @type {readonly Fault[]} */
const PROTOTYPES = [
  { name: '`Object.prototype` has an extra property', inject: polluteObjects({ more: 1 }) },
  {
    name: '`Object.prototype` has properties named like the options',
    inject: polluteObjects({
      widgetId: 1,
      secret: 1,
      attributes: 1,
      customerId: 1,
      expiresIn: 1,
      onError: 1,
    }),
  },
  {
    name: '`Object.prototype` has properties named like the claims',
    inject: polluteObjects({ sub: 1, iat: 1, exp: 1, nbf: 9e9 }),
  },
  {
    name: '`Object.prototype` has properties named like the fields of an error',
    inject: polluteObjects({ code: 1, issues: 1, cause: 1 }),
  },
  { name: '`Object.prototype.alg` is `none`', inject: polluteObjects({ alg: 'none' }) },
  { name: '`Object.prototype.crit` is an array', inject: polluteObjects({ crit: ['b64'], b64: false }) },
  { name: '`Object.prototype.hash` is SHA-1', inject: polluteObjects({ hash: 'SHA-1' }) },
  { name: '`Object.prototype.length` is 8', inject: polluteObjects({ length: 8 }) },
  { name: '`Object.prototype.get` is a function', inject: polluteObjects({ get: fail }) },
  { name: '`Object.prototype.set` is a function', inject: polluteObjects({ set: fail }) },
  { name: '`Object.prototype.value` is a number', inject: polluteObjects({ value: 1 }) },
  {
    name: '`Object.prototype.toJSON` returns undefined',
    inject: polluteObjects({ toJSON: () => undefined }),
  },
  {
    name: '`Object.prototype.toJSON` returns a string',
    inject: polluteObjects({ toJSON: () => 'a string' }),
  },
  { name: '`Object.prototype.toJSON` throws', inject: polluteObjects({ toJSON: fail }) },
  { name: '`Array.prototype` has an extra property', inject: () => pollute(Array.prototype, 'more', 1) },
  {
    name: '`Array.prototype.toJSON` returns a string, as with Prototype.js',
    inject: () => pollute(Array.prototype, 'toJSON', () => '"[]"'),
  },
  {
    name: 'methods of Map, RegExp, String, Array, Promise, Object and JSON are wrapped, as a tracer does',
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
const RESTRICTED = [
  { name: '`node --frozen-intrinsics`', flags: ['--frozen-intrinsics'] },
  { name: '`lockdown()` from SES', prepare: () => import('ses'), inject: lockDown },
  {
    name: 'built-in constructors and prototypes are frozen with `Object.freeze`',
    inject: () => freezeAll(BUILT_INS),
  },
  {
    name: '`node --disallow-code-generation-from-strings`',
    flags: ['--disallow-code-generation-from-strings'],
  },
  { name: '`node --permission`, with file reads allowed', flags: [PERMISSION, '--allow-fs-read=*'] },
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
  { group: 'Restricted JavaScript or Node.js', faults: RESTRICTED },
];
