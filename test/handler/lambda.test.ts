// createLambdaTokenHandler with the events of the five kinds. The headers and cookies of a result are where
// each kind reads them.

import { createLambdaTokenHandler } from 'amazon-connect-widget-token/handler';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { describe, expect, it, vi } from 'vitest';
import { RIGHT } from '../support/helpers.js';
import { fail, messagesOf } from './endpoint.js';

type Headers = Record<string, string>;

interface Result {
  readonly statusCode: number;
  readonly headers?: Headers;
  readonly multiValueHeaders?: Record<string, string[]>;
  readonly cookies?: string[];
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

interface Kind {
  readonly event: (method: string, headers: Headers) => object;
  /** Where the kind reads headers and cookies. */
  readonly place: (headers: Headers, cookies: string[]) => object;
}

const lists = (headers: Headers): Record<string, string[]> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));

const payload2: Kind = {
  event: (method, headers) => ({
    version: '2.0',
    headers,
    requestContext: { http: { method, path: '/token' } },
  }),
  place: (headers, cookies) => ({ headers, cookies }),
};

const payload1: Kind = {
  event: (httpMethod, headers) => ({
    httpMethod,
    headers,
    multiValueHeaders: lists(headers),
    requestContext: { stage: 'prod' },
  }),
  place: (headers, cookies) => ({ headers, multiValueHeaders: { 'Set-Cookie': cookies } }),
};

const KINDS: Readonly<Record<string, Kind>> = {
  'an HTTP API, payload 2.0': payload2,
  'a function URL': payload2,
  'an HTTP API, payload 1.0': payload1,
  'a REST API': payload1,
  'a load balancer': {
    event: (httpMethod, headers) => ({
      httpMethod,
      headers,
      requestContext: { elb: { targetGroupArn: 'x' } },
    }),
    place: (headers, [cookie = '']) => ({ headers: { ...headers, 'Set-Cookie': cookie } }),
  },
  'a load balancer with multi-value headers': {
    event: (httpMethod, headers) => ({
      httpMethod,
      multiValueHeaders: lists(headers),
      requestContext: { elb: { targetGroupArn: 'x' } },
    }),
    place: (headers, cookies) => ({ multiValueHeaders: { ...lists(headers), 'Set-Cookie': cookies } }),
  },
};

const HEADERS = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

async function ask(options: object, event: unknown, context: unknown = {}): Promise<Result> {
  const token = createLambdaTokenHandler({ ...RIGHT, claims: () => ({}), onError: fail, ...options });
  return await token(event as never, context);
}

/** The headers of a result, wherever they are. */
function headersOf({ headers, multiValueHeaders = {} }: Result): Headers {
  return (
    headers ??
    Object.fromEntries(Object.entries(multiValueHeaders).map(([name, [value = '']]) => [name, value]))
  );
}

describe.each(Object.entries(KINDS))('for %s, createLambdaTokenHandler', (_name, { event, place }) => {
  it.each(['GET', 'POST'])('answers %s as the snippet reads it', async (method) => {
    const given = event(method, { cookie: 'a=1' });
    const context = { awsRequestId: 'x' };
    const claims = vi.fn(() => ({ attributes: { name: 'Jane' } }));
    const { statusCode, body, isBase64Encoded, ...rest } = await ask({ claims }, given, context);
    expect([statusCode, isBase64Encoded]).toEqual([200, false]);
    expect(headersOf({ ...rest } as Result)).toStrictEqual(HEADERS);
    expect(Object.keys(rest)).toHaveLength(1);
    const { data } = JSON.parse(body) as { data: string };
    expect((await verifyWidgetToken(data, RIGHT)).attributes).toEqual({ name: 'Jane' });
    expect(claims).toHaveBeenCalledExactlyOnceWith(given, context);
  });

  it('answers other methods with 405, and HEAD without a body', async () => {
    const result = await ask({ claims: fail }, event('PUT', {}));
    expect(result).toMatchObject({ statusCode: 405, body: '{"error":"method_not_allowed"}' });
    expect(headersOf(result)).toEqual({ ...HEADERS, Allow: 'GET, POST' });
    expect(await ask({ claims: fail }, event('HEAD', {}))).toMatchObject({ statusCode: 405, body: '' });
  });

  it.each([
    ['returned', (response: Response) => response],
    ['thrown', fail],
  ])('places the headers and cookies of a Response that claims has %s', async (_how, give) => {
    const headers = new Headers({ 'X-Kept': 'x', ETag: 'x' });
    headers.append('Set-Cookie', 'b=2; Path=/');
    headers.append('Set-Cookie', 'c=3');
    const claims = (): Response => give(new Response('who? €', { status: 401, headers }));
    expect(await ask({ claims }, event('GET', {}))).toEqual({
      statusCode: 401,
      ...place(
        {
          'cache-control': 'no-store',
          'content-type': 'text/plain;charset=UTF-8',
          'cross-origin-resource-policy': 'same-origin',
          'x-content-type-options': 'nosniff',
          'x-kept': 'x',
        },
        ['b=2; Path=/', 'c=3'],
      ),
      body: 'who? €',
      isBase64Encoded: false,
    });
  });

  it('answers 500 and reports the error if there is no token', async () => {
    const onError = vi.fn();
    const result = await ask({ secret: '', onError }, event('GET', {}));
    expect(result).toMatchObject({ statusCode: 500, body: '{"error":"token_unavailable"}' });
    expect(headersOf(result)).toEqual(HEADERS);
    expect(onError).toHaveBeenCalledOnce();
  });

  it.each(['origin', 'Origin', 'ORIGIN'])(
    'allows the listed origins and its own, by the header %s',
    async (name) => {
      const origins = ['https://www.example.com'];
      const allowed = await ask({ origins }, event('GET', { [name]: 'https://www.example.com' }));
      expect(headersOf(allowed)).toEqual({
        ...HEADERS,
        'Access-Control-Allow-Origin': 'https://www.example.com',
        'Access-Control-Allow-Credentials': 'true',
        Vary: 'Origin',
      });
      const host = { Host: 'api.example.com' };
      expect(
        await ask({ origins }, event('POST', { [name]: 'https://api.example.com', ...host })),
      ).toMatchObject({
        statusCode: 200,
      });
      expect(await ask({ origins }, event('POST', { [name]: 'https://example.com', ...host }))).toMatchObject(
        {
          statusCode: 403,
        },
      );
      expect(await ask({ origins }, event('OPTIONS', { [name]: 'https://www.example.com' }))).toMatchObject({
        statusCode: 204,
        body: '',
      });
    },
  );
});

describe('createLambdaTokenHandler', () => {
  it.each([
    [
      'a header that was sent twice for none of its values',
      ['https://www.example.com', 'https://example.net'],
    ],
    ['a header that was sent in two parts for neither', ['https://www.example', '.com']],
    ['no host for its own, if there is no header Host', ['https://undefined']],
  ])('takes %s', async (_what, origin) => {
    const event = { httpMethod: 'GET', multiValueHeaders: { origin }, requestContext: {} };
    expect(await ask({ origins: ['https://www.example.com'] }, event)).toMatchObject({ statusCode: 403 });
  });

  it('reads a header that is only in one of the two places', async () => {
    const options = { origins: ['https://www.example.com'] };
    const headers = { origin: 'https://example.net' };
    const event = { httpMethod: 'GET', headers, multiValueHeaders: { host: ['x'] }, requestContext: {} };
    expect(await ask(options, event)).toMatchObject({ statusCode: 403 });
  });

  it('answers an event without headers', async () => {
    for (const headers of [undefined, null, { origin: undefined }]) {
      const event = { httpMethod: 'GET', headers, multiValueHeaders: headers, requestContext: {} };
      expect(await ask({ origins: [] }, event)).toMatchObject({ statusCode: 200 });
    }
  });

  it('takes an event for an event, also if its headers have a function get as those of a Request', async () => {
    const event = { httpMethod: 'GET', headers: new Map(), requestContext: {} };
    expect(await ask({}, event)).toMatchObject({ statusCode: 200 });
  });

  it('sends a body that is not text as Base64', async () => {
    const event = { requestContext: { http: { method: 'GET' } } };
    const body = new Uint8Array([255, 0, 1]);
    const result = await ask({ claims: () => new Response(body, { status: 401 }) }, event);
    expect([result.body, result.isBase64Encoded]).toEqual(['/wAB', true]);
  });

  it('keeps a byte order mark', async () => {
    const event = { requestContext: { http: { method: 'GET' } } };
    const result = await ask({ claims: () => new Response('\ufeffx', { status: 401 }) }, event);
    expect([result.body, result.isBase64Encoded]).toEqual(['\ufeffx', false]);
  });

  it.each([
    ['a new test in the console', '', { key1: 'value1', key2: 'value2', key3: 'value3' }],
    ['a REST API without proxy integration', '', {}],
    ['a queue', '', { Records: [{ messageId: 'x', body: '{}' }] }],
    ['a flow of Connect', '', { Name: 'ContactFlowEvent', Details: { ContactData: {}, Parameters: {} } }],
    ['a wrong test', '', { requestContext: undefined, body: '{}' }],
    ['a wrong test', ', not undefined', undefined],
    ['a wrong test', ', not string', 'an event'],
  ])('answers 500 to the event of %s%s, and says which it takes', async (_of, not, event) => {
    const errors: unknown[] = [];
    const onError = (error: unknown): unknown => errors.push(error);
    const result = await ask({ claims: fail, onError }, event);
    expect(result).toMatchObject({ statusCode: 500, body: '{"error":"token_unavailable"}' });
    expect(errors.map(messagesOf)).toEqual([
      [
        `event must be an event of API Gateway, a function URL or a load balancer, with a requestContext${not}. For a REST API, turn on Lambda proxy integration. For a test in the Lambda console, choose the template apigateway-aws-proxy.`,
      ],
    ]);
  });

  it.each(['requestContext', 'http'])('answers 500 to an object whose %s throws', async (name) => {
    const thrown = Object.defineProperty({}, name, { get: () => fail(new Error('no')) });
    const onError = vi.fn();
    const result = await ask({ onError }, name === 'http' ? { requestContext: thrown } : thrown);
    expect(result).toMatchObject({ statusCode: 500, headers: HEADERS });
    expect(onError).toHaveBeenCalledOnce();
  });

  it('gives concurrent customers their own attributes', async () => {
    const token = createLambdaTokenHandler({
      ...RIGHT,
      async claims(event) {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
        return { attributes: { member: event.headers?.member ?? '' } };
      },
    });
    const members = Array.from({ length: 500 }, (_, index) => String(index));
    const signed = members.map(async (member) => {
      const { body } = await token({ headers: { member }, requestContext: { http: { method: 'GET' } } }, {});
      const { data } = JSON.parse(body) as { data: string };
      return (await verifyWidgetToken(data, RIGHT)).attributes?.member;
    });
    expect(await Promise.all(signed)).toEqual(members);
  });
});

it('callback, which AWS Lambda passes as the third argument, is never called, and claims must not call it', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const callback = vi.fn();
  const claims = (
    _event: unknown,
    _context: unknown,
    call: (error: unknown, result?: object) => void,
  ): object => {
    call(null, { statusCode: 401 });
    return {};
  };
  const token = createLambdaTokenHandler({ ...RIGHT, claims: claims as never }) as (
    ...given: unknown[]
  ) => Promise<Result>;
  const [{ event }] = Object.values(KINDS) as [(typeof KINDS)[keyof typeof KINDS]];
  expect(await token(event('GET', {}), {}, callback)).toMatchObject({ statusCode: 500 });
  expect(callback).not.toHaveBeenCalled();
  expect(log.mock.calls).toEqual([
    [
      'No widget token: claims threw ERR_CLAIMS_INVALID: claims must not call callback, because the endpoint itself answers. Return a Response, or throw an error.',
    ],
  ]);
  log.mockRestore();
});
