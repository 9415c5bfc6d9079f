// Values that are not strings, and hostile objects. All content of a value is marked.
//
// Hostile values are generated as functions that make them, also within other values: fast-check reads what
// it generates, which a hostile object may not survive, and an object that changes when it is read must be
// new for each call.

import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { MARKED_NUMBER } from '../checks/marks.js';
import { anyKey, markedText } from './texts.js';

/**
 * In milliseconds. Not 0: an error may show how far a token's time is from now, and this must not be the
 * marked number.
 */
const A_TIME = 1000;

/** @type {unknown} */
const makeInOtherRealm = runInNewContext(`(text) => ({
    object: { a: text },
    array: [text],
    map: new Map([['a', text]]),
    date: Object.assign(new Date(${A_TIME}), { text }),
    error: new Error(text),
    bytes: new Uint8Array(32).fill(94),
    arguments: (function () { return arguments; })(text),
  })`);

const otherRealm = /** @type {(text: string) => Record<string, unknown>} */ (makeInOtherRealm);

/** @param {string} text @returns {never} */
export function raise(text) {
  throw new Error(text);
}

/** @param {object} object @returns {object} */
export const withoutPrototype = (object) => ({ __proto__: null, ...object });

/** @param {object} object @returns {object} */
export const childOf = (object) => ({ __proto__: object });

/** Right if each property is read once. Throws if one is read again. @param {object} right @param {string} text */
export function readOnce(right, text) {
  const unread = new Set(Object.keys(right));
  return new Proxy(right, {
    get: (target, key) =>
      unread.delete(String(key)) ? /** @type {unknown} */ (Reflect.get(target, key)) : raise(text),
  });
}

/** Every operation on it throws. @param {object} target @param {string} text */
const throwingProxy = (target, text) => new Proxy(target, new Proxy({}, { get: () => () => raise(text) }));

/** Only one operation on it throws. @param {keyof ProxyHandler<object>} trap @param {string} text */
const proxyThatThrowsOn = (trap, text) => new Proxy({ a: text }, { [trap]: () => raise(text) });

function revokedProxy() {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** Has another value when it is read again. @param {string} text */
function changing(text) {
  let reads = 0;
  return Object.defineProperty({}, 'a', { enumerable: true, get: () => (reads++ === 0 ? text : { text }) });
}

/** @param {string} text @param {boolean} isMap */
function cyclic(text, isMap) {
  /** @type {Record<string, unknown>} */
  const object = { ValueString: text };
  return isMap ? Object.assign(object, { ValueMap: object }) : { a: { ValueList: [object, object] }, object };
}

class Session {
  /** @param {string} token */
  constructor(token) {
    this.token = token;
  }

  get a() {
    return this.token;
  }
}

/** An array with its own `map`. @param {string} text */
const forger = (text) => Object.assign([text, text], { map: () => ['],"sub":"forged"'] });

/** It has a handler, so that the process does not end if no one awaits it. @param {string} text */
function rejected(text) {
  const promise = Promise.reject(new Error(text));
  promise.catch(() => undefined);
  return promise;
}

/** @param {string} text */
function* textsOf(text) {
  yield text;
}

/** @type {((text: string) => unknown)[]} */
const MAKERS = [
  (text) => [text],
  (text) => ({ a: text }),
  (text) => new String(text),
  (text) => new Error(text),
  (text) => Promise.resolve(text),
  rejected,
  (text) => Buffer.from(text),
  (text) => new TextEncoder().encode(text),
  (text) => new TextEncoder().encode(text).buffer,
  (text) => () => text,
  (text) => Symbol(text),
  (text) => new Session(text),
  (text) => new Map([['a', text]]),
  (text) => new Set([text]),
  (text) => new URLSearchParams({ a: text.toWellFormed() }),
  forger,
  (text) => withoutPrototype({ a: text }),
  (text) => childOf({ a: text }),
  (text) => Object.freeze({ a: text }),
  (text) => ({ [Symbol('symbol')]: text }),
  (text) => ({ [Symbol.toStringTag]: text }),
  (text) => ({ [Symbol.toStringTag]: 'Date', text }),
  (text) => ({ [Symbol.toStringTag]: 'CryptoKey', algorithm: { name: text }, usages: [text] }),
  (text) => ({ toJSON: () => text, toString: () => text, valueOf: () => text }),
  (text) => ({ [Symbol.toPrimitive]: () => text, [Symbol.iterator]: () => raise(text) }),
  (text) => ({ length: 2 ** 53, 0: text }),
  (text) => Object.defineProperty({}, 'a', { enumerable: true, get: () => raise(text) }),
  (text) => Object.defineProperty([], 0, { enumerable: true, get: () => raise(text) }),
  (text) => throwingProxy({}, text),
  (text) => throwingProxy([], text),
  (text) => throwingProxy(() => undefined, text),
  (text) => proxyThatThrowsOn('getPrototypeOf', text),
  (text) => proxyThatThrowsOn('ownKeys', text),
  (text) => proxyThatThrowsOn('getOwnPropertyDescriptor', text),
  (text) => proxyThatThrowsOn('get', text),
  (text) => new Proxy([text], {}),
  (text) => new Proxy({ a: text }, {}),
  (text) => cyclic(text, true),
  (text) => cyclic(text, false),
  (text) => otherRealm(text).object,
  (text) => otherRealm(text).array,
  (text) => otherRealm(text).map,
  (text) => otherRealm(text).date,
  (text) => otherRealm(text).error,
  (text) => otherRealm(text).bytes,
  (text) => Object.assign(new Date(NaN), { text }),
  (text) => Object.assign(new Date(A_TIME), { getTime: () => raise(text), valueOf: () => text }),
  (text) => otherRealm(text).arguments,
  (text) => textsOf(text),
  changing,
  revokedProxy,
];

/** @template T @typedef {fc.Arbitrary<() => T>} Made */

/**
 * For values that can be used again.
 *
 * @template T
 * @param {fc.Arbitrary<T>} arbitrary
 * @returns {Made<T>}
 */
export const made = (arbitrary) => arbitrary.map((value) => () => value);

/**
 * An object with the value that each function makes.
 *
 * @param {readonly (readonly [key: string, make: () => unknown])[]} makers
 * @returns {Record<string, unknown>}
 */
export const makeObject = (makers) => Object.fromEntries(makers.map(([key, make]) => [key, make()]));

const wrapped = fc.tuple(fc.constantFrom(...MAKERS), markedText).map(
  ([make, text]) =>
    () =>
      make(text),
);

const number = fc.constantFrom(
  MARKED_NUMBER,
  -MARKED_NUMBER,
  MARKED_NUMBER + 0.5,
  MARKED_NUMBER * 1e20,
  BigInt(MARKED_NUMBER),
  new Number(MARKED_NUMBER),
  Object(BigInt(MARKED_NUMBER)),
);

const nothing = fc.constantFrom(undefined, null, NaN, -0, 0, Infinity, true, false, '');

const keys = fc.oneof(fc.constantFrom('a', '__proto__', 'constructor', 'then', 'toJSON', 'length'), anyKey);

/** @type {fc.Arbitrary<unknown>} */
const any = fc.anything({
  key: anyKey,
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withSparseArray: true,
  withTypedArray: true,
  maxDepth: 2,
});

/** @typedef {{ value: () => unknown }} Tie */

/** Any value, also with objects in objects. @type {Made<unknown>} */
export const hostile = fc.letrec((/** @type {fc.LetrecTypedTie<Tie>} */ tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 8, arbitrary: wrapped },
    { weight: 2, arbitrary: made(number) },
    { weight: 2, arbitrary: made(nothing) },
    { weight: 1, arbitrary: made(any) },
    {
      weight: 1,
      arbitrary: fc.array(tie('value'), { maxLength: 3 }).map((makers) => () => makers.map((make) => make())),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.tuple(keys, tie('value')), { maxLength: 3 })
        .map((makers) => () => makeObject(makers)),
    },
    { weight: 1, arbitrary: tie('value').map((make) => () => ({ ValueList: [make()] })) },
    { weight: 1, arbitrary: tie('value').map((make) => () => ({ ValueMap: { a: make() } })) },
    { weight: 1, arbitrary: tie('value').map((make) => () => ({ ValueString: make() })) },
    { weight: 1, arbitrary: tie('value').map((make) => () => ({ ValueInteger: make() })) },
  ),
})).value;
