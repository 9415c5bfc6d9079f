// Options of createNodeTokenHandler, and what a server passes to it: a request as an object, and a real
// response of Node.js without a connection, which may be broken, or be answered or left by someone else.

import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import fc from 'fast-check';
import { anyMethod } from './handler.js';
import { anyHandlerOptions } from './handler-options.js';
import { HOST, sentOrigin } from './origins.js';
import { markedText } from './texts.js';
import { hostile, raise } from './values.js';

/**
 * What happened to the response.
 *
 * @typedef {object} Response
 * @property {ServerResponse} res
 * @property {unknown[]} bodies The argument of each call of `end` that ended the response.
 * @property {number} destroyed How often `destroy` was called.
 * @property {boolean} isTaken Whether someone else has begun the answer, has sent it, or the client has left.
 * @property {boolean} isBroken Whether the response throws.
 */

/**
 * @typedef {import('./handler-options.js').HandlerOptions & ServedInput} NodeInput
 * @typedef {object} ServedInput
 * @property {readonly unknown[]} given What the server passes.
 * @property {Response} response
 * @property {import('./handler.js').Asked | undefined} asked Undefined for a request that may be hostile.
 * @property {'right' | 'other' | 'none'} kind Who calls: Express or node:http, another server, or no server
 *   that has a response.
 */

const SOCKET = new Socket();

/** @param {string} method Node.js writes no body to HEAD. @returns {Response} */
function newResponse(method) {
  const request = Object.assign(new IncomingMessage(SOCKET), { method });
  const res = new ServerResponse(request);
  /** @type {Response} */
  const response = { res, bodies: [], destroyed: 0, isTaken: false, isBroken: false };
  const end = res.end.bind(res);
  const destroy = res.destroy.bind(res);
  res.end = (/** @type {any[]} */ ...given) => {
    const before = res.writableEnded;
    Reflect.apply(end, res, given);
    if (!before) response.bodies.push(given[0]);
    return res;
  };
  res.destroy = () => {
    response.destroyed++;
    return destroy();
  };
  return response;
}

/** @typedef {(response: Response, text: string) => void} Change */

/** @param {Response} response @param {string} name @param {(...given: unknown[]) => unknown} method */
function replaceMethod(response, name, method) {
  response.isBroken = true;
  Object.assign(response.res, { [name]: method });
}

/** @type {(...names: string[]) => Change} */
const throwsOn =
  (...names) =>
  (response, text) => {
    for (const name of names) {
      replaceMethod(response, name, () => {
        if (name === 'destroy') response.destroyed++;
        raise(text);
      });
    }
  };

/** @type {(name: string) => Change} */
const getterThrows = (name) => (response, text) => {
  response.isBroken = true;
  Object.defineProperty(response.res, name, {
    get: () => raise(text),
    set() {
      raise(text);
    },
  });
};

/** @type {Change[]} */
const BREAKS = [
  throwsOn('getHeaderNames'),
  throwsOn('getHeader'),
  throwsOn('setHeader'),
  throwsOn('removeHeader'),
  throwsOn('end'),
  throwsOn('destroy'),
  throwsOn('setHeader', 'destroy'),
  throwsOn('end', 'destroy'),
  getterThrows('statusCode'),
  getterThrows('headersSent'),
  (response, text) => {
    replaceMethod(response, 'getHeaderNames', () => /** @type {never} */ ([text, {}, Symbol(text)]));
  },
  (response, text) => {
    replaceMethod(response, 'getHeader', () => ({ toString: () => raise(text) }));
  },
  (response, text) => {
    const end = response.res.end.bind(response.res);
    replaceMethod(response, 'end', (body) => {
      end(body);
      raise(text);
    });
  },
];

/** What someone else does to the response, at the start or while `claims` or `secret` is called. @type {Change[]} */
const TAKES = [
  ({ res }) => res.end('mine'),
  ({ res }) => {
    res.writeHead(402).end();
  },
  ({ res }) => {
    res.write('mine');
  },
  ({ res }) => {
    res.flushHeaders();
  },
  // As by a client that leaves.
  ({ res }) => res.destroy(),
];

/** @param {Change} take @returns {Change} */
const taken = (take) => (response, text) => {
  response.isTaken = true;
  take(response, text);
  response.bodies.length = 0;
  response.destroyed = 0;
};

/** Headers that middleware has set before, some of which must not be sent. */
export const SET_BEFORE = { etag: '"x"', 'cdn-cache-control': 'max-age=600', 'x-powered-by': 'Express' };

/**
 * @typedef {object} Plan
 * @property {Change | undefined} broken
 * @property {Change | undefined} take
 * @property {'start' | 'claims' | 'secret'} when
 * @property {boolean} hasHeaders
 * @property {string} text
 */

/** @template T @param {fc.Arbitrary<T>} arbitrary @param {number} weight Out of 10. @returns {fc.Arbitrary<T | undefined>} */
const sometimes = (arbitrary, weight) =>
  fc.oneof({ weight: 10 - weight, arbitrary: fc.constant(undefined) }, { weight, arbitrary });

/** @type {fc.Arbitrary<Plan>} */
const plan = fc.record({
  broken: sometimes(fc.constantFrom(...BREAKS), 2),
  take: sometimes(fc.constantFrom(...TAKES).map(taken), 2),
  when: fc.constantFrom('start', 'claims', 'secret'),
  hasHeaders: fc.boolean(),
  text: markedText,
});

/** @typedef {import('./handler.js').Asked} Asked */

/** @typedef {(asked: Asked, text: string) => { req: unknown, isHostile?: boolean }} Shape */

/** @type {Shape[]} */
const REQUESTS = [
  ({ method, origin }) => ({ req: { method, headers: { host: HOST, origin } } }),
  ({ method, origin }) => ({ req: { method, headers: { ':authority': HOST, origin } } }),
  ({ method, origin }, text) => ({
    req: { method, headers: { __proto__: null, host: HOST, origin, cookie: text } },
  }),
  ({ method }, text) => ({ req: { method, headers: { host: text, origin: [text, text] } }, isHostile: true }),
  ({ method }, text) => ({
    req: { method, headers: { origin: { toString: () => raise(text) } } },
    isHostile: true,
  }),
  ({ method }, text) => ({
    req: { method, headers: { host: Symbol(text), origin: 'http://a' } },
    isHostile: true,
  }),
  ({ method }) => ({ req: { method, headers: null }, isHostile: true }),
  ({ method }) => ({ req: { method }, isHostile: true }),
  (_asked, text) => ({ req: { method: text, headers: {} }, isHostile: true }),
  (_asked, text) => ({
    req: Object.defineProperty({ headers: {} }, 'method', { get: () => raise(text) }),
    isHostile: true,
  }),
];

const request = fc
  .tuple(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...REQUESTS.slice(0, 3)) },
      { weight: 1, arbitrary: fc.constantFrom(...REQUESTS) },
    ),
    anyMethod,
    sentOrigin,
    markedText,
  )
  .map(([shape, method, origin, text]) => () => {
    const asked = { method, origin };
    const { req, isHostile = false } = shape(asked, text);
    return { req, asked: isHostile ? undefined : asked, method };
  });

const anyRequest = fc.oneof(
  { weight: 12, arbitrary: request },
  { weight: 1, arbitrary: hostile.map((make) => () => ({ req: make(), asked: undefined, method: 'GET' })) },
);

/** @typedef {{ req: unknown, res: unknown, make: () => unknown }} Server */

/** What servers pass. The handler finds the response in all of these. @type {((server: Server) => unknown[])[]} */
const SERVERS = [
  ({ req, res }) => [req, res],
  ({ req, res, make }) => [req, res, make()],
  // Koa, and Fastify.
  ({ req, res }) => [{ req, res, request: { headers: {} } }, () => undefined],
  ({ req, res }) => [{ raw: req, headers: {} }, { raw: res }],
];

/** The response is not there, or is not a response. @type {((server: Server) => unknown[])[]} */
const NOT_SERVERS = [
  () => [],
  ({ req }) => [req],
  ({ req, make }) => [req, make()],
  ({ make }) => [make(), make()],
];

/** @type {fc.Arbitrary<{ pass: (server: Server) => unknown[], kind: NodeInput['kind'] }>} */
const server = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .constantFrom(...SERVERS.slice(0, 2))
      .map((pass) => ({ pass, kind: /** @type {const} */ ('right') })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...SERVERS.slice(2))
      .map((pass) => ({ pass, kind: /** @type {const} */ ('other') })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...NOT_SERVERS).map((pass) => ({ pass, kind: /** @type {const} */ ('none') })),
  },
);

/** Another server is recognized by its own objects, which are not hostile. */
const OF_ANOTHER = { req: { method: 'GET', headers: { host: HOST } }, asked: undefined, method: 'GET' };

/** @type {import('./values.js').Made<NodeInput>} */
export const anyNodeInput = fc
  .tuple(anyHandlerOptions, anyRequest, plan, server, hostile)
  .map(
    ([makeOptions, makeRequest, { broken, when, hasHeaders, text, ...others }, { pass, kind }, make]) =>
      () => {
        const take = broken === undefined ? others.take : undefined;
        const input = makeOptions();
        const { req, asked, method } = kind === 'other' ? OF_ANOTHER : makeRequest();
        const response = newResponse(method);
        if (hasHeaders) {
          for (const [name, value] of Object.entries(SET_BEFORE)) response.res.setHeader(name, value);
          if (input.origins !== undefined) response.res.setHeader('Access-Control-Allow-Origin', '*');
        }
        broken?.(response, text);
        if (when === 'start') take?.(response, text);
        input.happened.onCall = (name) => {
          if (name === when) take?.(response, text);
        };
        return {
          ...input,
          given: pass({ req, res: response.res, make }),
          response,
          asked: kind === 'right' ? asked : undefined,
          kind,
        };
      },
  );
