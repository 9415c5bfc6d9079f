// What frameworks throw for their own control flow. test/endpoint tries the real ones.

import { createLambdaTokenHandler, createNodeTokenHandler } from 'amazon-connect-widget-token/handler';
import { describe, expect, it, vi } from 'vitest';
import { RIGHT } from '../support/helpers.js';
import { createUnchecked, expectNoToken, fail, makeRequest, respond } from './endpoint.js';

class Redirect {
  status = 303;
  location = '/login';
}

class HttpError {
  status = 401;
  body = { message: 'sign in' };
}

class HTTPException extends Error {
  status = 401;
  getResponse(): Response {
    return new Response(null, { status: this.status });
  }
}

const CONTROL_FLOW: readonly [string, unknown][] = [
  [
    'redirect() of Next.js',
    Object.assign(new Error('NEXT_REDIRECT'), { digest: 'NEXT_REDIRECT;replace;/login;307;' }),
  ],
  ['notFound() of Next.js', Object.assign(new Error('x'), { digest: 'NEXT_HTTP_ERROR_FALLBACK;404' })],
  ['cookies() of Next.js in a build', Object.assign(new Error('x'), { digest: 'DYNAMIC_SERVER_USAGE' })],
  ['redirect() of SvelteKit', new Redirect()],
  ['error() of SvelteKit', new HttpError()],
  ['HTTPException of Hono', new HTTPException()],
  ['data() of React Router', { type: 'DataWithResponseInit', data: null, init: { status: 401 } }],
];

/** Of a class that is neither SvelteKit's nor an error. */
class Other {
  readonly kind = 'other';

  constructor(members: object) {
    Object.assign(this, members);
  }
}

const ERRORS: readonly [string, unknown][] = [
  ['an error with a status', Object.assign(new Error('x'), { status: 401 })],
  [
    'an error with a status and a body',
    Object.assign(new Error('x'), { status: 401, body: { message: 'x' } }),
  ],
  [
    'an error with a status and a location',
    Object.assign(new Error('x'), { status: 302, location: '/login' }),
  ],
  ['the digest of an error that React has logged', Object.assign(new Error('x'), { digest: '3871029' })],
  ['the digest of another library', Object.assign(new Error('x'), { digest: 'sha256:A_B' })],
  ['an object with a status', { status: 401 }],
  ['an object with a status and a body that is text', { status: 401, body: 'sign in' }],
  ['the answer of an API', { status: 503, body: { message: 'down' } }],
  ['the answer of an API, with a location', { status: 303, location: '/login' }],
  ['an instance with a status', new Other({ status: 401 })],
  ['an instance with a status and a body that is text', new Other({ status: 401, body: 'sign in' })],
  ['an instance with a location', new Other({ location: '/login' })],
  ['an instance with a status that is a string', new Other({ status: '303', location: '/login' })],
  ['an object with a location', { location: '/login' }],
  ['a string', 'NEXT_REDIRECT'],
  ['undefined', undefined],
  ['an object that throws', new Proxy({}, { get: () => fail(new Error('no')) })],
];

describe('createTokenHandler', () => {
  it.each(CONTROL_FLOW)('throws %s on to the framework, and does not report it', async (_what, thrown) => {
    const onError = vi.fn();
    for (const name of ['claims', 'secret', 'widgetId']) {
      const handler = createUnchecked({ ...RIGHT, claims: () => ({}), onError, [name]: () => fail(thrown) });
      await expect(handler(makeRequest())).rejects.toBe(thrown);
    }
    expect(onError).not.toHaveBeenCalled();
  });

  it('throws on what the headers of a request throw, as in a build of Next.js', async () => {
    const [[, dynamic] = []] = CONTROL_FLOW.slice(2);
    const request = {
      method: 'GET',
      get headers(): Headers {
        return fail(dynamic);
      },
    };
    await expect(createUnchecked({ ...RIGHT, claims: () => ({}) })(request)).rejects.toBe(dynamic);
  });

  it.each(ERRORS)('answers 500 to %s', async (_what, thrown) => {
    const [response, errors] = await respond({ claims: () => fail(thrown) });
    await expectNoToken(response);
    expect(errors).toHaveLength(1);
    expect(Object.is(errors[0], thrown)).toBe(true);
  });
});

describe('the others', () => {
  it.each(CONTROL_FLOW)('answer 500 to %s, because no framework waits for it', async (_what, thrown) => {
    const onError = vi.fn();
    const options = { ...RIGHT, claims: () => fail(thrown), onError } as const;
    const event = { requestContext: { http: { method: 'GET' } } };
    expect(await createLambdaTokenHandler(options)(event, {})).toMatchObject({ statusCode: 500 });
    const end = vi.fn();
    const res = { getHeaderNames: () => [], getHeader: vi.fn(), setHeader: vi.fn(), end } as never;
    await createNodeTokenHandler(options)({ method: 'GET', headers: {} }, res);
    expect(end).toHaveBeenCalledExactlyOnceWith('{"error":"token_unavailable"}');
    expect(onError).toHaveBeenCalledTimes(2);
  });
});
