// A handler that a server of another kind calls. It answers at once, in the shape of that server, and its
// error names the right function. test/endpoint tries the real servers.

import {
  createLambdaTokenHandler,
  createNodeTokenHandler,
  createTokenHandler,
} from 'amazon-connect-widget-token/handler';
import { describe, expect, it, vi } from 'vitest';
import { RIGHT } from '../support/helpers.js';
import { fail, makeRequest, messagesOf } from './endpoint.js';

type Handler = (...given: unknown[]) => Promise<unknown>;

const HANDLERS = {
  createTokenHandler,
  createNodeTokenHandler,
  createLambdaTokenHandler,
} as unknown as Record<string, (options: object) => Handler>;

const RULES: Readonly<Record<string, string>> = {
  createTokenHandler: 'request must be a Request of the Fetch API, or an event that has one as its request.',
  createNodeTokenHandler: 'req must be a request of Node.js, and the next argument its response.',
  createLambdaTokenHandler:
    'event must be an event of API Gateway, a function URL or a load balancer, with a requestContext.',
};

const FAILED = '{"error":"token_unavailable"}';

interface Call {
  readonly given: unknown[];
  /** Checks the answer: what the handler returned, or what the response received. */
  readonly expectFailure: (returned: unknown) => void;
}

function makeResponse(): { readonly res: object; readonly expectFailure: () => void } {
  const res = {
    statusCode: 200,
    headersSent: false,
    writableEnded: false,
    getHeaderNames: () => [],
    getHeader: vi.fn(),
    setHeader: vi.fn(),
    end: vi.fn(() => (res.writableEnded = true)),
    destroy: vi.fn(),
  };
  const expectFailure = (): void => {
    expect(res.statusCode).toBe(500);
    expect(res.setHeader.mock.calls).toContainEqual(['Cache-Control', 'no-store']);
    expect(res.end).toHaveBeenCalledExactlyOnceWith(FAILED);
    expect(res.destroy).not.toHaveBeenCalled();
  };
  return { res, expectFailure };
}

const ofNode = (place: (res: object) => unknown[]) => (): Call => {
  const { res, expectFailure } = makeResponse();
  return { given: place(res), expectFailure };
};

const ofFetch = (first: unknown) => (): Call => ({
  given: [first],
  expectFailure(returned) {
    expect(returned).toBeInstanceOf(Response);
    expect((returned as Response).status).toBe(500);
  },
});

/** A request that cannot be answered is closed. */
const ofClosed = (place: (connection: object) => unknown) => (): Call => {
  const connection = { destroy: vi.fn() };
  return {
    given: [place(connection)],
    expectFailure(returned) {
      expect(returned).toBeUndefined();
      expect(connection.destroy).toHaveBeenCalledOnce();
    },
  };
};

const REQ = { method: 'GET', url: '/token', headers: { host: 'example.com', get: 'a header of the client' } };

/** A request as it is without its response: a stream. */
const STREAM = { ...REQ, pipe: fail };

const WITHOUT_RESPONSE =
  'The caller is a server of Node.js, but its response was not passed. Use createNodeTokenHandler, and pass res too: (req, res) => token(req, res). In Fastify: (request, reply) => { reply.hijack(); return token(request.raw, reply.raw); }';

const HONO =
  'The caller is Hono, which has the Request in c.req.raw. Use createTokenHandler: (c) => token(c.req.raw, c)';

interface Caller {
  /** The handler that is for it. */
  readonly is: string;
  readonly call: () => Call;
  readonly message: string;
}

const CALLERS: Readonly<Record<string, Caller>> = {
  'a server with a Request': {
    is: 'createTokenHandler',
    call: ofFetch(makeRequest()),
    message: 'The caller is a server that passes a Request of the Fetch API. Use createTokenHandler.',
  },
  'a framework whose event has a Request': {
    is: 'createTokenHandler',
    call: ofFetch({ request: makeRequest(), params: {} }),
    message: 'The caller is a server that passes a Request of the Fetch API. Use createTokenHandler.',
  },
  'Express or node:http': {
    is: 'createNodeTokenHandler',
    call: ofNode((res) => [REQ, res, fail]),
    message: 'The caller is Express or node:http, which pass req and res. Use createNodeTokenHandler.',
  },
  'AWS Lambda': {
    is: 'createLambdaTokenHandler',
    call: () => ({
      given: [{ version: '2.0', headers: REQ.headers, requestContext: { http: { method: 'GET' } } }, {}],
      expectFailure(returned) {
        expect(returned).toMatchObject({ statusCode: 500, body: FAILED });
      },
    }),
    message: 'The caller is AWS Lambda, which passes an event. Use createLambdaTokenHandler.',
  },
  Hono: {
    is: '',
    call: ofFetch({ req: { raw: makeRequest(), header: fail }, env: {} }),
    message: HONO,
  },
  'Hono that passes only c.req': {
    is: '',
    call: ofFetch({ raw: makeRequest(), header: fail, method: 'GET' }),
    message: HONO,
  },
  Koa: {
    is: '',
    call: ofNode((res) => [{ req: REQ, res, request: REQ, response: {}, headers: REQ.headers }, fail]),
    message:
      'The caller is Koa, which passes its context. Use createNodeTokenHandler: (ctx) => { ctx.respond = false; return token(ctx.req, ctx.res); }',
  },
  Fastify: {
    is: '',
    call: ofNode((res) => [
      { raw: REQ, headers: REQ.headers },
      { raw: res, hijack: fail },
    ]),
    message:
      'The caller is Fastify, which passes its request and reply. Use createNodeTokenHandler: (request, reply) => { reply.hijack(); return token(request.raw, reply.raw); }',
  },
  'Express that passes only req': {
    is: '',
    call: ofNode((res) => [{ ...STREAM, res, socket: {} }]),
    message: WITHOUT_RESPONSE,
  },
  'node:http that passes only req': {
    is: '',
    call: ofClosed((socket) => ({ ...STREAM, socket })),
    message: WITHOUT_RESPONSE,
  },
  'node:http2 that passes only req': {
    is: '',
    call: ofClosed((stream) => ({ ...STREAM, stream, socket: { destroy: fail } })),
    message: WITHOUT_RESPONSE,
  },
  'Fastify that passes only its request': {
    is: '',
    call: ofClosed((socket) => ({ raw: STREAM, method: 'GET', headers: REQ.headers, socket })),
    message: WITHOUT_RESPONSE,
  },
};

it.each([
  ['has no connection', {}],
  ['has a connection that throws', { socket: { destroy: () => fail(new Error('no')) } }],
])('createNodeTokenHandler does not reject for a request without a response that %s', async (_what, more) => {
  const onError = vi.fn();
  const handler = createNodeTokenHandler({ ...RIGHT, claims: fail, onError }) as unknown as Handler;
  await expect(handler({ ...STREAM, ...more })).resolves.toBeUndefined();
  expect(onError).toHaveBeenCalledOnce();
});

it.each([
  ['does not close a request of Express that someone has answered', true, 0],
  ['closes the answer of Express that someone has begun', false, 1],
])('createNodeTokenHandler %s', async (_what, writableEnded, closed) => {
  const res = { headersSent: true, writableEnded, setHeader: fail, end: fail, destroy: vi.fn() };
  const socket = { destroy: vi.fn() };
  const handler = createNodeTokenHandler({ ...RIGHT, claims: fail, onError: vi.fn() }) as unknown as Handler;
  await expect(handler({ ...STREAM, res, socket })).resolves.toBeUndefined();
  expect(res.destroy).toHaveBeenCalledTimes(closed);
  expect(socket.destroy).not.toHaveBeenCalled();
});

it.each([
  ['a string', ', not string', ['GET /token']],
  ['a stream that is not a request', '', [{ pipe: fail }]],
  ['a request with a socket, as of an upgrade', '', [REQ, { end: fail }]],
  ['a request with headers', '', [REQ, { setHeader: fail }]],
])('createNodeTokenHandler says what to pass instead of %s', async (_what, not, given) => {
  const onError = vi.fn();
  const handler = createNodeTokenHandler({ ...RIGHT, claims: fail, onError }) as unknown as Handler;
  await handler(...given);
  const [[error] = []] = onError.mock.calls as unknown[][];
  expect(messagesOf(error)).toEqual([
    `req must be a request of Node.js, and the next argument its response${not}. Pass what the server passes: (req, res) => token(req, res).`,
  ]);
});

describe.each(Object.entries(HANDLERS))('%s', (name, create) => {
  for (const [caller, { is, call, message }] of Object.entries(CALLERS)) {
    if (is === name) continue;

    it(`answers 500 to ${caller}, and its error says what to use`, async () => {
      const errors: unknown[] = [];
      const onError = (error: unknown): unknown => errors.push(error);
      const { given, expectFailure } = call();
      expectFailure(await create({ ...RIGHT, claims: fail, onError })(...given));
      expect(errors.map(messagesOf)).toEqual([[`${RULES[name] ?? ''} ${message}`]]);
      expect(errors[0]).toMatchObject({
        code: 'ERR_REQUEST_INVALID',
        issues: [{ path: [RULES[name]?.split(' ')[0]] }],
      });
    });
  }

  it('answers 500 if what was passed cannot be read', async () => {
    const onError = vi.fn();
    const broken = new Proxy({}, { get: () => fail(new Error('no')) });
    await expect(create({ ...RIGHT, claims: fail, onError })(broken)).resolves.not.toThrow();
    expect(onError).toHaveBeenCalledOnce();
  });
});
