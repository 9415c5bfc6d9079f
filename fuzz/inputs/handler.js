// Options of createTokenHandler, and requests for its endpoint. Each function among the options returns its
// value, returns a promise of it, or throws it.

import fc from 'fast-check';
import { nearlyRightOptions } from './options.js';
import { rightClaims, rightOptions, widgetId } from './right-options.js';
import { rightSecret, wrongSecret } from './secrets.js';
import { anyText, mark, markedText } from './texts.js';
import { childOf, hostile, made, makeObject, raise, readOnce, withoutPrototype } from './values.js';

/**
 * @typedef {object} HandlerInput
 * @property {unknown} options
 * @property {unknown} request
 * @property {unknown} secret If it is the option itself. What a function returns is known to the endpoint
 *   only after its call, which the target `leaks` covers.
 * @property {() => unknown} readSecret Returns the key that a token would be signed with, or a promise of it.
 * @property {boolean} isAnswered Whether `claims` answers with a Response of its own.
 * @property {unknown[]} reported What onError or console.error received.
 */

/** @type {((value: unknown) => unknown)[]} */
const GIVES = [
  (value) => () => value,
  (value) => () => Promise.resolve(value),
  (value) => async () => {
    await Promise.resolve();
    throw value;
  },
  (value) => () => {
    throw value;
  },
];

const gives = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...GIVES.slice(0, 2)) },
  fc.constantFrom(...GIVES),
);

/** The value itself, as the option. @param {unknown} value */
const giveItself = (value) => value;

const itself = fc.constant(giveItself);

/**
 * Returns the key that the endpoint would use. A hostile value may be a function, which the endpoint calls if
 * it is the option itself. So it is called here too, and a function that returned another value each time
 * could not be judged; none of ours does.
 *
 * @param {unknown} secret
 * @param {(value: unknown) => unknown} give
 */
function readerOf(secret, give) {
  if (give !== giveItself || typeof secret !== 'function') return () => secret;
  return /** @type {() => unknown} */ (secret);
}

const RESPONSES = [
  () => new Response(null, { status: 401 }),
  () => Response.redirect('https://example.com/login', 302),
  () => new Response(mark('mine'), { status: 403, headers: { 'Cache-Control': 'max-age=600' } }),
  () => Response.error(),
  () => ({ [Symbol.toStringTag]: 'Response' }),
];

/** The return value of the function `claims`. @type {import('./values.js').Made<{ claims: unknown, isAnswered: boolean }>} */
const claims = fc.oneof(
  { weight: 6, arbitrary: rightClaims.map((one) => () => ({ claims: one, isAnswered: false })) },
  {
    weight: 2,
    arbitrary: nearlyRightOptions.map((make) => () => {
      const { attributes, customerId, segmentAttributes } = make();
      return { claims: { attributes, customerId, segmentAttributes }, isAnswered: false };
    }),
  },
  { weight: 1, arbitrary: rightOptions.map((one) => () => ({ claims: one, isAnswered: false })) },
  { weight: 1, arbitrary: hostile.map((make) => () => ({ claims: make(), isAnswered: false })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...RESPONSES).map((make) => () => ({ claims: make(), isAnswered: true })),
  },
);

const METHODS = ['GET', 'GET', 'GET', 'GET', 'POST', 'HEAD', 'PUT', 'OPTIONS', 'PROPFIND', 'get'];

/** @type {((text: string) => unknown)[]} */
const NOT_REQUESTS = [
  (text) => ({ method: 'GET', url: '/token', headers: { cookie: text } }),
  (text) => ({ method: text, headers: new Headers() }),
  (text) => ({ method: 'GET', headers: { get: () => text } }),
  (text) => Object.defineProperty({}, 'headers', { get: () => raise(text) }),
  (text) => Object.defineProperty({ headers: new Headers() }, 'method', { get: () => raise(text) }),
];

const request = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.tuple(fc.constantFrom(...METHODS), anyText).map(([method, text]) => () => {
      const query = encodeURIComponent(text.slice(0, 1000).toWellFormed());
      return new Request(`https://example.com/token?attributes=${query}`, { method });
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...NOT_REQUESTS), markedText).map(
      ([make, text]) =>
        () =>
          make(text),
    ),
  },
  { weight: 1, arbitrary: hostile },
);

/** @param {unknown[]} reported @param {boolean} throws */
const onErrorOf = (reported, throws) => (/** @type {unknown} */ error) => {
  reported.push(error);
  if (throws) throw new Error('from onError');
};

/** @type {import('./values.js').Made<HandlerInput>} */
const rightInput = fc
  .record({
    widgetId,
    givesId: fc.oneof(gives, itself),
    secret: fc.oneof({ weight: 9, arbitrary: made(rightSecret) }, wrongSecret),
    givesSecret: fc.oneof(gives, itself),
    claims,
    givesClaims: gives,
    /** Without onError, if undefined. */
    throws: fc.constantFrom(undefined, undefined, false, true),
    request,
  })
  .map((one) => () => {
    const reported = /** @type {unknown[]} */ ([]);
    const secret = one.secret();
    const { claims: returned, isAnswered } = one.claims();
    const options = {
      widgetId: one.givesId(one.widgetId),
      secret: one.givesSecret(secret),
      claims: one.givesClaims(returned),
      ...(one.throws === undefined ? {} : { onError: onErrorOf(reported, one.throws) }),
    };
    const isOption = one.givesSecret === giveItself && typeof secret !== 'function';
    return {
      secret: isOption ? secret : undefined,
      readSecret: readerOf(secret, one.givesSecret),
      options,
      reported,
      request: one.request(),
      isAnswered,
    };
  });

/** For onError, where any function is right and would replace the one that records. @param {() => unknown} make */
const withoutFunctions = (make) => () => {
  const value = make();
  return typeof value === 'function' ? null : value;
};

/** @type {fc.Arbitrary<[name: string, make: () => unknown]>} */
const wrong = fc.oneof(
  fc.tuple(fc.constantFrom('widgetId', 'claims', 'unknown'), hostile),
  fc.tuple(fc.constant('onError'), hostile.map(withoutFunctions)),
  fc.tuple(fc.constant('expiresIn'), fc.oneof(made(fc.constantFrom(0, 1, 600, 601, '60')), hostile)),
);

/** @type {((right: object, text: string) => unknown)[]} */
const DISGUISES = [(right) => new Proxy(right, {}), childOf, withoutPrototype, readOnce];

/** @type {import('./values.js').Made<HandlerInput>} */
export const anyHandlerInput = fc.oneof(
  { weight: 8, arbitrary: rightInput },
  {
    weight: 2,
    arbitrary: fc
      .tuple(rightInput, fc.array(wrong, { minLength: 1, maxLength: 2 }))
      .map(([makeRight, makers]) => () => {
        const right = makeRight();
        return { ...right, options: { .../** @type {object} */ (right.options), ...makeObject(makers) } };
      }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(rightInput, fc.constantFrom(...DISGUISES), markedText)
      .map(([makeRight, disguise, text]) => () => {
        const right = makeRight();
        return { ...right, options: disguise(/** @type {object} */ (right.options), text) };
      }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(rightInput, hostile).map(([makeRight, make]) => () => ({
      ...makeRight(),
      options: make(),
    })),
  },
);
