// The endpoint by the Fetch API alone. Over real HTTP, and in the frameworks: test/examples.

import { WidgetTokenError } from 'amazon-connect-widget-token';
import { createTokenHandler, type TokenHandlerOptions } from 'amazon-connect-widget-token/handler';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { RIGHT, SECRET } from '../support/helpers.js';

const URL_OF_TOKEN = 'https://example.com/token?attributes[memberId]=666';

const ask = (method = 'GET'): Request => new Request(URL_OF_TOKEN, { method });

/** The endpoint as someone without TypeScript makes it. */
const makeUnchecked: (options?: unknown) => (request: unknown) => Promise<Response> =
  createTokenHandler as never;

/** What the endpoint answers, and what onError was told. */
async function outcome(options: object, request: unknown = ask()): Promise<[Response, unknown[]]> {
  const errors: unknown[] = [];
  const onError = (error: unknown): unknown => errors.push(error);
  const handler = makeUnchecked({ ...RIGHT, claims: () => ({}), onError, ...options });
  return [await handler(request), errors];
}

async function expectNoToken(response: Response): Promise<void> {
  expect(response.status).toBe(500);
  expect([...response.headers]).toEqual([
    ['cache-control', 'no-store'],
    ['content-type', 'application/json'],
  ]);
  expect(await response.text()).toBe('{"error":"token_unavailable"}');
}

async function expectRefusal(options: object, issues: [code: string, ...path: string[]][]): Promise<void> {
  const [response, errors] = await outcome(options);
  await expectNoToken(response);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toBeInstanceOf(WidgetTokenError);
  expect((errors[0] as WidgetTokenError).issues.map(({ code, path }) => [code, ...path])).toEqual(issues);
}

const console_ = vi.spyOn(console, 'error');
beforeEach(() => {
  console_.mockReset().mockImplementation(() => undefined);
});
afterEach(() => {
  expect(console_).not.toHaveBeenCalled();
});

describe('a token', () => {
  it.each(['GET', 'POST'])('is answered as the snippet reads it, and never cached: %s', async (method) => {
    const attributes = { name: 'Jane', memberId: '42' };
    const [response] = await outcome(
      { expiresIn: 60, claims: () => ({ attributes, customerId: 'c1' }) },
      ask(method),
    );
    expect(response.status).toBe(200);
    expect([...response.headers]).toEqual([
      ['cache-control', 'no-store'],
      ['content-type', 'application/json'],
    ]);
    const body = (await response.json()) as { data: string };
    expect(Object.keys(body)).toEqual(['data']);
    const claims = await verifyWidgetToken(body.data, RIGHT);
    expect(claims).toMatchObject({ attributes, customerId: 'c1' });
    expect(claims.exp - claims.iat).toBe(60);
  });

  it('may have no attributes', async () => {
    const [response] = await outcome({});
    const { data } = (await response.json()) as { data: string };
    expect(await verifyWidgetToken(data, RIGHT)).not.toHaveProperty('attributes');
  });

  it('takes nothing from the request by itself, and leaves its body unread', async () => {
    const body = JSON.stringify({ attributes: { memberId: '666' } });
    const request = new Request(URL_OF_TOKEN, { method: 'POST', body });
    const [response] = await outcome({ claims: () => ({ attributes: { memberId: '42' } }) }, request);
    const { data } = (await response.json()) as { data: string };
    expect((await verifyWidgetToken(data, RIGHT)).attributes).toEqual({ memberId: '42' });
    expect(request.bodyUsed).toBe(false);
  });

  it('has a key and a widget id from functions, which get what the endpoint got', async () => {
    interface Env {
      readonly id: string;
      readonly key: string;
    }
    const calls: unknown[][] = [];
    const handler = createTokenHandler({
      widgetId(...given: [Request, Env]) {
        calls.push(given);
        return given[1].id;
      },
      secret: async (...given) => {
        calls.push(given);
        return Promise.resolve(given[1].key);
      },
      claims(...given) {
        calls.push(given);
        return { attributes: { path: new URL(given[0].url).pathname } };
      },
    });
    const given: [Request, Env] = [ask(), { id: RIGHT.widgetId, key: RIGHT.secret }];
    const { data } = (await (await handler(...given)).json()) as { data: string };
    expect((await verifyWidgetToken(data, RIGHT)).attributes).toEqual({ path: '/token' });
    expect(calls).toEqual([given, given, given]);
  });
});

describe('another method', () => {
  it.each(['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'])('is told what is allowed: %s', async (method) => {
    const unasked = vi.fn();
    const [response] = await outcome({ claims: unasked, secret: unasked }, ask(method));
    expect(response.status).toBe(405);
    expect([...response.headers]).toEqual([
      ['allow', 'GET, POST'],
      ['cache-control', 'no-store'],
      ['content-type', 'application/json'],
    ]);
    expect(await response.text()).toBe('{"error":"method_not_allowed"}');
    expect(unasked).not.toHaveBeenCalled();
  });
});

describe('a Response from claims', () => {
  it('is sent as it is, but never cached, and the key is not asked for', async () => {
    const headers = new Headers({ 'Cache-Control': 'public, max-age=600', 'WWW-Authenticate': 'Bearer' });
    headers.append('Set-Cookie', 'a=1');
    headers.append('Set-Cookie', 'b=2');
    const secret = vi.fn();
    const [response, errors] = await outcome({
      secret,
      claims: () => new Response('sign in', { status: 401, statusText: 'Who?', headers }),
    });
    expect(response.status).toBe(401);
    expect(response.statusText).toBe('Who?');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.text()).toBe('sign in');
    expect(secret).not.toHaveBeenCalled();
    expect(errors).toEqual([]);
  });

  it('may be a redirect, whose headers are immutable', async () => {
    const [response] = await outcome({
      claims: async () => Promise.resolve(Response.redirect('https://example.com/login', 302)),
    });
    expect(response.status).toBe(302);
    expect(response.headers.get('Location')).toBe('https://example.com/login');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });

  it('may be of another realm', async () => {
    const foreign = { status: 403, statusText: '', headers: [['x-from', 'elsewhere']], body: null };
    const [response] = await outcome({ claims: () => ({ ...foreign, [Symbol.toStringTag]: 'Response' }) });
    expect(response.status).toBe(403);
    expect(response.headers.get('x-from')).toBe('elsewhere');
  });

  it('that was sent before is an error: its body is gone', async () => {
    const once = new Response('sign in', { status: 401 });
    const [first] = await outcome({ claims: () => once });
    await first.text();
    const [response, errors] = await outcome({ claims: () => once });
    await expectNoToken(response);
    expect(errors).toEqual([expect.any(TypeError)]);
  });
});

describe('what is wrong is told to onError, and the browser hears nothing of it', () => {
  it('every problem of the claims, the key and the widget id at once', async () => {
    await expectRefusal(
      {
        widgetId: () => '',
        secret: () => 'short',
        claims: () => ({ attributes: { age: 45 }, atributes: {}, customerId: '' }),
      },
      [
        ['ERR_OPTION_UNKNOWN', 'atributes'],
        ['ERR_WIDGET_ID_INVALID', 'widgetId'],
        ['ERR_CUSTOMER_ID_INVALID', 'customerId'],
        ['ERR_ATTRIBUTE_VALUE_NOT_STRING', 'attributes', 'age'],
        ['ERR_SECRET_INVALID', 'secret'],
      ],
    );
  });

  it.each(['widgetId', 'secret', 'expiresIn', 'issuedAt'])('claims may not set %s', async (option) => {
    await expectRefusal({ claims: () => ({ [option]: 'from the browser' }) }, [
      ['ERR_OPTION_UNKNOWN', option],
    ]);
  });

  it.each([
    ['undefined', undefined, 'must be a plain object, not undefined.'],
    ['null', null, 'must be a plain object, not null.'],
    ['an array', [], 'must be a plain object, not Array.'],
    ['JSON text', '{}', 'must be a plain object, not string.'],
  ])('claims may not return %s', async (_what, returned, end) => {
    const [response, errors] = await outcome({ claims: () => returned });
    await expectNoToken(response);
    expect((errors[0] as WidgetTokenError).issues).toEqual([
      {
        code: 'ERR_CLAIMS_INVALID',
        path: ['claims'],
        message: `claims must return { attributes, … }, or a Response such as new Response(null, { status: 401 }) for who is not signed in. What it returned ${end}`,
      },
    ]);
  });

  it('a token that is too large', async () => {
    await expectRefusal({ claims: () => ({ attributes: { note: 'x'.repeat(3000) } }) }, [
      ['ERR_TOKEN_TOO_LARGE'],
    ]);
  });

  it('a key that stands in the place of a claim is not named', async () => {
    const [response, errors] = await outcome({ claims: () => ({ [SECRET]: '' }) });
    await expectNoToken(response);
    expect(JSON.stringify(errors)).not.toContain(SECRET.slice(0, 16));
  });

  const broken = new Error('the database holds Jane');
  it.each([
    ['claims throws', () => ({ claims: () => fail(broken) })],
    ['claims rejects', () => ({ claims: async () => Promise.reject(broken) })],
    ['secret throws', () => ({ secret: () => fail(broken) })],
    ['secret rejects', () => ({ secret: async () => Promise.reject(broken) })],
    ['widgetId throws', () => ({ widgetId: () => fail(broken) })],
  ])('what was thrown, as it is: %s', async (_what, options) => {
    const [response, errors] = await outcome(options());
    await expectNoToken(response);
    expect(errors).toEqual([broken]);
  });

  it.each([undefined, null, {}, { method: 'GET', headers: { host: 'example.com' } }])(
    'what is no Request of the Fetch API, as Express and Lambda have it',
    async (request) => {
      const errors: unknown[] = [];
      const handler = makeUnchecked({ ...RIGHT, claims: vi.fn(), onError: (e: unknown) => errors.push(e) });
      await expectNoToken(await handler(request));
      expect((errors[0] as WidgetTokenError).message).toBe(
        'request must be a Request of the Fetch API. From node:http, Express or Fastify, pass it through an adapter such as @whatwg-node/server; from AWS Lambda, through hono/aws-lambda.',
      );
      expect((errors[0] as WidgetTokenError).code).toBe('ERR_REQUEST_INVALID');
    },
  );

  it('with the request, and awaited', async () => {
    const request = ask();
    const done: unknown[] = [];
    const onError = async (_error: unknown, given: Request): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      done.push(given);
    };
    await expectNoToken((await outcome({ secret: '', onError }, request))[0]);
    expect(done).toEqual([request]);
  });
});

describe('the log', () => {
  async function logOf(options: object): Promise<unknown[][]> {
    await expectNoToken((await outcome(options))[0]);
    const calls = [...console_.mock.calls];
    console_.mockClear();
    return calls;
  }

  it('has code and message if there is no onError', async () => {
    const claims = (): object => ({ attributes: { age: 45, name: 'Jane' } });
    expect(await logOf({ onError: undefined, claims })).toEqual([
      [
        'No widget token: ERR_ATTRIBUTE_VALUE_NOT_STRING: attributes["age"] must be a string, not number: Connect starts no chat otherwise. Send String(value), or leave it out.',
      ],
    ]);
  });

  it.each([
    [new TypeError('no session store'), 'No widget token: TypeError: no session store'],
    [Object.assign(new Error('down'), { code: 'ECONNREFUSED' }), 'No widget token: ECONNREFUSED: down'],
    ['text', 'No widget token: string: it was thrown without a message'],
    [undefined, 'No widget token: undefined: it was thrown without a message'],
  ])('has what is there of what claims threw', async (thrown, line) => {
    expect(await logOf({ onError: undefined, claims: async () => Promise.reject(thrown as Error) })).toEqual([
      [line],
    ]);
  });

  it.each([() => fail(new Error('onError')), async () => Promise.reject(new Error('onError'))])(
    'has the error when onError fails',
    async (onError) => {
      const claims = (): never => fail(new Error('first'));
      expect(await logOf({ onError, claims })).toEqual([['No widget token: Error: first']]);
    },
  );

  it('of an error that throws when it is looked at says so, and the answer stands', async () => {
    const hostile = new Proxy({}, { get: () => fail(new Error('no')) });
    expect(await logOf({ onError: undefined, claims: () => fail(hostile) })).toEqual([
      ['No widget token: what was thrown cannot be read'],
    ]);
  });
});

it('options are read once: what changes, or throws when it is read again, does not', async () => {
  const unread = new Set(['widgetId', 'secret', 'claims']);
  const options = new Proxy(
    { ...RIGHT, claims: () => ({}) },
    {
      get: (target, key) =>
        unread.delete(String(key)) ? (Reflect.get(target, key) as unknown) : fail(new Error('read again')),
    },
  );
  expect((await makeUnchecked(options)(ask())).status).toBe(200);
});

describe('around the endpoint', () => {
  function pollute(key: string, value: unknown): void {
    Object.defineProperty(Object.prototype, key, { value, configurable: true, writable: true });
    onTestFinished(() => {
      Reflect.deleteProperty(Object.prototype, key);
    });
  }

  it('an option that was left out does not come from Object.prototype', async () => {
    pollute('expiresIn', 1);
    const onError = vi.fn();
    pollute('onError', onError);
    const handler = makeUnchecked({ ...RIGHT, claims: () => ({}) });
    const { data } = (await (await handler(ask())).json()) as { data: string };
    const { iat, exp } = await verifyWidgetToken(data, RIGHT);
    expect(exp - iat).toBe(500);

    await expectNoToken(await makeUnchecked({ ...RIGHT, claims: () => [] })(ask()));
    expect(onError).not.toHaveBeenCalled();
    expect(console_).toHaveBeenCalledOnce();
    console_.mockClear();
  });

  it('a toJSON of Object.prototype has no say in the answer', async () => {
    pollute('toJSON', () => undefined);
    const [right] = await outcome({});
    const [wrong] = await outcome({ secret: '' });
    Reflect.deleteProperty(Object.prototype, 'toJSON');
    expect(await right.text()).toMatch(/^{"data":"eyJ/);
    await expectNoToken(wrong);
  });

  it('a console that throws does not change the answer', async () => {
    console_.mockImplementation(() => fail(new Error('the pipe is closed')));
    await expectNoToken((await outcome({ onError: undefined, secret: '' }))[0]);
    console_.mockClear();
  });
});

describe('options that the code has wrong are refused when the endpoint is made', () => {
  const issuesOf = (options: unknown): unknown => {
    try {
      makeUnchecked(options);
    } catch (error) {
      return (error as WidgetTokenError).issues.map(({ code, message }) => `${code}: ${message}`);
    }
    return expect.fail('not refused');
  };

  it('every one at once', () => {
    const wrong = { ...RIGHT, expiresIn: 3600, onError: 'log', customerId: 'c1', [SECRET]: 1 };
    expect(issuesOf(wrong)).toEqual([
      'ERR_OPTION_UNKNOWN: customerId is not an option; these are: widgetId, secret, claims, expiresIn, onError.',
      'ERR_OPTION_UNKNOWN: The secret stands in the place of a key, which is not named here. Pass it as the option "secret" alone.',
      'ERR_EXPIRES_IN_INVALID: expiresIn must be a whole number of seconds from 1 to 600: Connect allows a token 10 minutes.',
      'ERR_CLAIMS_INVALID: claims must be a function of the request. It must return { attributes, … }, or a Response such as new Response(null, { status: 401 }) for who is not signed in.',
      'ERR_ON_ERROR_INVALID: onError must be a function of the error and the request, not string.',
    ]);
  });

  it('no options at all', () => {
    expect(issuesOf(undefined)).toEqual([
      'ERR_OPTIONS_NOT_OBJECT: The options must be a plain object, not undefined. Pass { widgetId, secret, claims }.',
    ]);
  });

  it('but not a key and a widget id that are missing, as in a build', () => {
    expect(() => makeUnchecked({ widgetId: '', secret: '', claims: () => ({}) })).not.toThrow();
  });
});

it('two customers at once get their own attributes, whatever order things end in', async () => {
  const handler = createTokenHandler({
    ...RIGHT,
    async secret() {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      return SECRET;
    },
    async claims(request) {
      const memberId = request.headers.get('x-member') ?? '';
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      return { attributes: { memberId } };
    },
  } satisfies TokenHandlerOptions);
  const members = Array.from({ length: 2000 }, (_, index) => String(index));
  const answers = members.map(async (member) => {
    const response = await handler(new Request(URL_OF_TOKEN, { headers: { 'x-member': member } }));
    const { data } = (await response.json()) as { data: string };
    return (await verifyWidgetToken(data, RIGHT)).attributes?.memberId;
  });
  expect(await Promise.all(answers)).toEqual(members);
});

function fail(error: unknown): never {
  throw error;
}
