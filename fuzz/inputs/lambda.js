// Options of createLambdaTokenHandler, and events: of each kind that Lambda passes, and hostile ones.

import fc from 'fast-check';
import { anyMethod } from './handler.js';
import { anyHandlerOptions } from './handler-options.js';
import { HOST, sentOrigin } from './origins.js';
import { markedText } from './texts.js';
import { hostile, makeObject, raise } from './values.js';

/**
 * What a result has besides `statusCode`, `body` and `isBase64Encoded`: `headers`, or all in lists, and where
 * the cookies are.
 *
 * @typedef {object} Kind
 * @property {'headers' | 'multiValueHeaders'} headers
 * @property {'cookies' | 'multiValueHeaders' | 'headers'} cookies
 */

/**
 * @typedef {import('./handler-options.js').HandlerOptions & EventInput} LambdaInput
 * @typedef {object} EventInput
 * @property {unknown} event
 * @property {Kind | undefined} kind Undefined for an event that may be hostile.
 * @property {import('./handler.js').Asked | undefined} asked
 */

/** @typedef {{ method: string, headers: Record<string, string> }} Sent */

/** @param {Record<string, string>} headers */
const lists = (headers) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));

/** @type {{ kind: Kind, make: (sent: Sent) => Record<string, unknown> }[]} */
const KINDS = [
  // An HTTP API with payload 2.0.
  {
    kind: { headers: 'headers', cookies: 'cookies' },
    make: ({ method, headers }) => ({
      version: '2.0',
      headers,
      requestContext: { http: { method, path: '/token' }, authorizer: null },
    }),
  },
  // A function URL.
  {
    kind: { headers: 'headers', cookies: 'cookies' },
    make: ({ method, headers }) => ({
      version: '2.0',
      headers,
      cookies: ['a=1'],
      requestContext: { domainName: 'x.lambda-url.eu-central-1.on.aws', http: { method } },
    }),
  },
  // An HTTP API with payload 1.0, or a REST API.
  {
    kind: { headers: 'headers', cookies: 'multiValueHeaders' },
    make: ({ method, headers }) => ({
      httpMethod: method,
      headers,
      multiValueHeaders: lists(headers),
      requestContext: { stage: 'prod', httpMethod: method },
    }),
  },
  // A load balancer.
  {
    kind: { headers: 'headers', cookies: 'headers' },
    make: ({ method, headers }) => ({ httpMethod: method, headers, requestContext: { elb: {} } }),
  },
  // A load balancer with multi-value headers.
  {
    kind: { headers: 'multiValueHeaders', cookies: 'multiValueHeaders' },
    make: ({ method, headers }) => ({
      httpMethod: method,
      multiValueHeaders: lists(headers),
      requestContext: { elb: {} },
    }),
  },
];

/** A name of a header as clients and load balancers write it. */
const CASES = [(/** @type {string} */ name) => name, (/** @type {string} */ name) => name.toUpperCase()];

/** @type {import('./values.js').Made<EventInput>} */
const right = fc
  .tuple(fc.constantFrom(...KINDS), anyMethod, sentOrigin, markedText, fc.constantFrom(...CASES))
  .map(([{ kind, make }, method, origin, text, inCase]) => () => {
    const headers = {
      [inCase('host')]: HOST,
      cookie: text,
      ...(origin === undefined ? {} : { [inCase('origin')]: origin }),
    };
    return { event: make({ method, headers }), kind, asked: { method, origin } };
  });

/** One member of an event, replaced. It has no listed origin. @type {import('./values.js').Made<EventInput>} */
const nearlyRight = fc
  .tuple(
    fc.constantFrom(...KINDS),
    fc.constantFrom('requestContext', 'headers', 'multiValueHeaders', 'httpMethod'),
    hostile,
  )
  .map(([{ make: makeEvent }, name, make]) => () => {
    const event = { ...makeEvent({ method: 'GET', headers: { host: HOST } }), [name]: make() };
    return { event, kind: undefined, asked: undefined };
  });

/** @type {((text: string, make: () => unknown) => unknown)[]} */
const HOSTILE = [
  (text) => Object.defineProperty({}, 'requestContext', { get: () => raise(text) }),
  (text) => ({ requestContext: Object.defineProperty({}, 'http', { get: () => raise(text) }) }),
  (text) => ({ requestContext: Object.defineProperty({}, 'elb', { get: () => raise(text) }) }),
  (text) => ({ requestContext: { http: { method: text } }, headers: { origin: text } }),
  (_text, make) => ({ requestContext: { http: make() }, headers: { origin: make(), host: make() } }),
  (_text, make) => ({ requestContext: { http: { method: 'GET' } }, headers: { origin: make() } }),
  (_text, make) => ({
    httpMethod: 'GET',
    requestContext: {},
    multiValueHeaders: { origin: [make(), make()] },
  }),
  (text) => ({ httpMethod: 'GET', requestContext: null, headers: { [text]: text } }),
  (text) => ({ body: text, headers: {} }),
];

/** @type {import('./values.js').Made<EventInput>} */
const hostileEvent = fc.oneof(
  nearlyRight,
  fc.tuple(fc.constantFrom(...HOSTILE), markedText, hostile).map(([makeEvent, text, make]) => () => ({
    event: makeEvent(text, make),
    kind: undefined,
    asked: undefined,
  })),
  hostile.map((make) => () => ({ event: make(), kind: undefined, asked: undefined })),
  fc.tuple(hostile, hostile).map(([http, elb]) => () => ({
    event: {
      requestContext: makeObject([
        ['http', http],
        ['elb', elb],
      ]),
    },
    kind: undefined,
    asked: undefined,
  })),
);

/** @type {import('./values.js').Made<LambdaInput>} */
export const anyLambdaInput = fc
  .tuple(anyHandlerOptions, fc.oneof({ weight: 6, arbitrary: right }, { weight: 1, arbitrary: hostileEvent }))
  .map(([makeOptions, makeEvent]) => () => ({ ...makeOptions(), ...makeEvent() }));
