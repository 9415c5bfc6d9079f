// Options of createTokenHandler, and requests for its endpoint.

import fc from 'fast-check';
import { anyHandlerOptions } from './handler-options.js';
import { sentOrigin } from './origins.js';
import { anyText, markedText } from './texts.js';
import { hostile, raise } from './values.js';

/**
 * What is read of a request.
 *
 * @typedef {object} Asked
 * @property {unknown} method
 * @property {string | undefined} origin
 */

/**
 * @typedef {import('./handler-options.js').HandlerOptions & RequestInput} HandlerInput
 * @typedef {object} RequestInput
 * @property {unknown} request
 * @property {Asked | undefined} asked Undefined for a value that may not be a request.
 */

/** @type {fc.Arbitrary<string>} */
export const anyMethod = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('GET', 'POST') },
  { weight: 1, arbitrary: fc.constantFrom('HEAD', 'PUT', 'OPTIONS', 'PROPFIND', 'get') },
);

/** @type {((text: string) => unknown)[]} */
const NOT_REQUESTS = [
  (text) => ({ method: 'GET', url: '/token', headers: { cookie: text } }),
  (text) => ({ method: text, headers: new Headers() }),
  (text) => ({ method: 'GET', headers: { get: () => text } }),
  (text) => Object.defineProperty({}, 'headers', { get: () => raise(text) }),
  (text) => Object.defineProperty({ headers: new Headers() }, 'method', { get: () => raise(text) }),
];

/** A Request, or an event that has it. @type {((request: Request) => unknown)[]} */
const SHAPES = [(request) => request, (request) => request, (request) => ({ request, locals: {} })];

/** @type {import('./values.js').Made<RequestInput>} */
const right = fc
  .tuple(anyMethod, sentOrigin, anyText, fc.constantFrom(...SHAPES))
  .map(([method, origin, text, shape]) => () => {
    const query = encodeURIComponent(text.slice(0, 1000).toWellFormed());
    const url = `https://example.com/token?attributes=${query}`;
    const request = new Request(url, { method, headers: origin === undefined ? {} : { origin } });
    // Request turns "get" into "GET".
    return { request: shape(request), asked: { method: request.method, origin } };
  });

/** @type {import('./values.js').Made<RequestInput>} */
const request = fc.oneof(
  { weight: 9, arbitrary: right },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...NOT_REQUESTS), markedText)
      .map(([make, text]) => () => ({ request: make(text), asked: undefined })),
  },
  { weight: 1, arbitrary: hostile.map((make) => () => ({ request: make(), asked: undefined })) },
);

/** @type {import('./values.js').Made<HandlerInput>} */
export const anyHandlerInput = fc
  .tuple(anyHandlerOptions, request)
  .map(([makeOptions, makeRequest]) => () => ({ ...makeOptions(), ...makeRequest() }));
