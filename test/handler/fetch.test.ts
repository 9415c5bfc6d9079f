// The endpoint of createTokenHandler by itself. test/endpoint tests it over HTTP and in the frameworks.

import { once } from 'node:events';
import { WidgetTokenError } from 'amazon-connect-widget-token';
import { createTokenHandler, type TokenHandlerOptions } from 'amazon-connect-widget-token/handler';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { RIGHT, SECRET, WIDGET_ID } from '../support/helpers.js';
import {
  createUnchecked,
  expectNoToken,
  fail,
  JSON_HEADERS,
  makeRequest,
  messagesOf,
  respond,
  TOKEN_URL,
} from './endpoint.js';

const CLAIMS_FIX =
  'Return { attributes }, {} for a visitor without a name, or a Response such as new Response(null, { status: 401 }).';

async function expectRefusal(options: object, issues: [code: string, ...path: string[]][]): Promise<void> {
  const [response, errors] = await respond(options);
  await expectNoToken(response);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toBeInstanceOf(WidgetTokenError);
  expect((errors[0] as WidgetTokenError).issues.map(({ code, path }) => [code, ...path])).toEqual(issues);
}

const consoleError = vi.spyOn(console, 'error').mockImplementation(() => undefined);

afterEach(() => {
  expect(consoleError).not.toHaveBeenCalled();
});

describe('the endpoint', () => {
  it.each(['GET', 'POST'])(
    'answers %s as the snippet reads it, and its answer is never cached',
    async (method) => {
      const attributes = { name: 'Jane', memberId: '42' };
      const [response] = await respond(
        { expiresIn: 60, claims: () => ({ attributes, customerId: 'c1' }) },
        makeRequest(method),
      );
      expect([response.status, response.statusText]).toEqual([200, '']);
      expect(Object.fromEntries(response.headers)).toEqual(JSON_HEADERS);
      const body = (await response.json()) as { data: string };
      expect(Object.keys(body)).toEqual(['data']);
      const claims = await verifyWidgetToken(body.data, RIGHT);
      expect(claims).toMatchObject({ attributes, customerId: 'c1' });
      expect(claims.exp - claims.iat).toBe(60);
    },
  );

  it('signs no attributes if claims returns none', async () => {
    const [response] = await respond({});
    const { data } = (await response.json()) as { data: string };
    expect(await verifyWidgetToken(data, RIGHT)).not.toHaveProperty('attributes');
  });

  it('leaves out a claim that is undefined, as of a visitor who is not signed in', async () => {
    const user = undefined as { id: string; attributes: object } | undefined;
    const claims = (): object => ({
      attributes: user?.attributes,
      customerId: user?.id,
      relatedContactId: user?.id,
      segmentAttributes: undefined,
    });
    const [response] = await respond({ claims });
    const { data } = (await response.json()) as { data: string };
    expect(Object.keys(await verifyWidgetToken(data, RIGHT))).toEqual(['sub', 'iat', 'exp']);
  });

  it('takes nothing from the request by itself, and does not read its body', async () => {
    const body = JSON.stringify({ attributes: { memberId: '666' } });
    const request = new Request(TOKEN_URL, { method: 'POST', body });
    const [response] = await respond({ claims: () => ({ attributes: { memberId: '42' } }) }, request);
    const { data } = (await response.json()) as { data: string };
    expect((await verifyWidgetToken(data, RIGHT)).attributes).toEqual({ memberId: '42' });
    expect(request.bodyUsed).toBe(false);
  });

  it('takes a Request whose `request` throws, as in the Edge runtime of Next.js', async () => {
    const request = makeRequest();
    Object.defineProperty(request, 'request', { get: () => fail(new Error('read')) });
    const [response, errors] = await respond({}, request);
    expect([response.status, errors]).toEqual([200, []]);
  });

  it('passes a function on as it is: no server of the Fetch API has a `next`', async () => {
    const claims = vi.fn(() => ({}));
    const handler = createTokenHandler<Request, [object, () => void]>({ ...RIGHT, claims });
    const given: [Request, object, () => void] = [makeRequest(), {}, (): void => undefined];
    await handler(...given);
    expect(claims.mock.calls).toEqual([given]);
    expect((claims.mock.calls as unknown[][])[0]?.[2]).toBe(given[2]);
  });

  it('passes its arguments to the functions that return the claims, the widget id and the key', async () => {
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
    const given: [Request, Env] = [makeRequest(), { id: RIGHT.widgetId, key: RIGHT.secret }];
    const { data } = (await (await handler(...given)).json()) as { data: string };
    expect((await verifyWidgetToken(data, RIGHT)).attributes).toEqual({ path: '/token' });
    expect(calls).toEqual([given, given, given]);
  });

  it.each(['OPTIONS', 'PUT', 'PATCH', 'DELETE'])(
    'answers %s with 405 and the methods that it allows',
    async (method) => {
      const notCalled = vi.fn();
      const [response] = await respond({ claims: notCalled, secret: notCalled }, makeRequest(method));
      expect(response.status).toBe(405);
      expect(Object.fromEntries(response.headers)).toEqual({ ...JSON_HEADERS, allow: 'GET, POST' });
      expect(await response.text()).toBe('{"error":"method_not_allowed"}');
      expect(notCalled).not.toHaveBeenCalled();
    },
  );

  it('answers HEAD with 405, without a body', async () => {
    const [response] = await respond({ claims: fail }, makeRequest('HEAD'));
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.body).toBeNull();
  });

  it('gives concurrent customers their own attributes, in whatever order their requests end', async () => {
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
    const signed = members.map(async (member) => {
      const response = await handler(new Request(TOKEN_URL, { headers: { 'x-member': member } }));
      const { data } = (await response.json()) as { data: string };
      return (await verifyWidgetToken(data, RIGHT)).attributes?.memberId;
    });
    expect(await Promise.all(signed)).toEqual(members);
  });
});

describe('a Response from claims', () => {
  it('is sent as it is, but never cached, and the key is not requested', async () => {
    const headers = new Headers({ 'Cache-Control': 'public, max-age=600', 'WWW-Authenticate': 'Bearer' });
    headers.append('Set-Cookie', 'a=1');
    headers.append('Set-Cookie', 'b=2');
    const secret = vi.fn();
    const [response, errors] = await respond({
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

  it('may be a redirect, whose headers cannot be changed', async () => {
    const [response] = await respond({
      claims: async () => Promise.resolve(Response.redirect('https://example.com/login', 302)),
    });
    expect(response.status).toBe(302);
    expect(response.headers.get('Location')).toBe('https://example.com/login');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });

  /** A Response of another realm. */
  const makeForeign = (status: number): object => ({
    status,
    statusText: '',
    headers: [['x-from', 'elsewhere']],
    body: null,
    [Symbol.toStringTag]: 'Response',
  });

  it.each([200, 599])('may have the status %s', async (status) => {
    const [response] = await respond({ claims: () => new Response(null, { status }) });
    expect([response.status, response.headers.has('content-type')]).toEqual([status, false]);
  });

  it('may be of another realm', async () => {
    const [response] = await respond({ claims: () => makeForeign(403) });
    expect(response.status).toBe(403);
    expect(response.headers.get('x-from')).toBe('elsewhere');
  });

  it('is an error if it was sent before, because its body was read', async () => {
    const once = new Response('sign in', { status: 401 });
    const [first] = await respond({ claims: () => once });
    await first.text();
    const [response, errors] = await respond({ claims: () => once });
    await expectNoToken(response);
    expect(messagesOf(errors[0])).toEqual([
      'claims must not return a Response whose body was read before. Return a new Response for each request.',
    ]);
  });

  it.each([
    ['no status', () => Response.error()],
    ['a status that no answer can have', () => makeForeign(600)],
  ])('is an error if it has %s', async (_what, claims) => {
    const [response, errors] = await respond({ claims });
    await expectNoToken(response);
    expect(errors[0]).toHaveProperty('code', 'ERR_CLAIMS_INVALID');
    expect(messagesOf(errors[0])).toEqual([
      'claims must not return a Response without a status. Return new Response(null, { status: 500 }).',
    ]);
  });

  it('is an error if a header has a control character, which Node.js cannot send', async () => {
    const headers = { 'Set-Cookie': 'a=1', 'X-Name': 'a\u0001' };
    const [response, errors] = await respond({ claims: () => new Response(null, { status: 401, headers }) });
    await expectNoToken(response);
    expect(messagesOf(errors[0])).toEqual([
      'claims must not return a Response with a control character in a header. Remove it, or use encodeURIComponent.',
    ]);
  });

  it('may have a tab and Latin-1 characters in a header', async () => {
    const headers = { 'X-Name': 'Jos\u00e9\t\u0080~' };
    const [response] = await respond({ claims: () => new Response(null, { status: 401, headers }) });
    expect([response.status, response.headers.get('x-name')]).toEqual([401, headers['X-Name']]);
  });

  it('may be thrown, as in React Router and Remix', async () => {
    const [response, errors] = await respond({ claims: () => fail(new Response('who?', { status: 401 })) });
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('who?');
    expect(errors).toEqual([]);
  });

  it('loses the headers by which a proxy would keep it, and those of another connection', async () => {
    const lost = [
      'CDN-Cache-Control',
      'Cloudflare-CDN-Cache-Control',
      'Vercel-CDN-Cache-Control',
      'Netlify-CDN-Cache-Control',
      'Surrogate-Control',
      'Edge-Control',
      'Expires',
      'Pragma',
      'Age',
      'ETag',
      'Last-Modified',
      'Content-Length',
      'Transfer-Encoding',
      'Connection',
      'Keep-Alive',
      'Proxy-Connection',
      'TE',
      'Trailer',
      'Upgrade',
    ];
    const kept = [
      'Access-Control-Allow-Origin',
      'Age-Group',
      'Content-Encoding',
      'Keep-Alive-Id',
      'X-Age',
      'X-Content-Length',
      'X-Kept',
    ];
    const headers = new Headers([...lost, ...kept].map((name): [string, string] => [name, 'x']));
    const [response] = await respond({ claims: () => new Response(null, { status: 401, headers }) });
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      ...Object.fromEntries(kept.map((name) => [name.toLowerCase(), 'x'])),
    });
  });
});

describe('if there is no token, onError receives the error, and the browser does not', () => {
  it('if a secret store does not answer in the time that its call has', async () => {
    const getSecret = async (signal: AbortSignal): Promise<string> => {
      await once(signal, 'abort');
      throw signal.reason;
    };
    const [response, errors] = await respond({ secret: () => getSecret(AbortSignal.timeout(20)) });
    await expectNoToken(response);
    expect(errors).toEqual([expect.objectContaining({ name: 'TimeoutError' })]);
  });

  it('for every problem with the claims, the key and the widget id', async () => {
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

  it.each(['widgetId', 'secret', 'expiresIn', 'issuedAt'])(
    'for %s from claims, which may not set it',
    async (option) => {
      await expectRefusal({ claims: () => ({ [option]: 'from the browser' }) }, [
        ['ERR_OPTION_UNKNOWN', option],
      ]);
    },
  );

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['Array', []],
    ['string', '{}'],
    ['an object that throws', new Proxy({}, { ownKeys: () => fail(new Error('no')) })],
  ])('for claims that return %s', async (type, returned) => {
    const [response, errors] = await respond({ claims: () => returned });
    await expectNoToken(response);
    expect((errors[0] as WidgetTokenError).issues).toEqual([
      {
        code: 'ERR_CLAIMS_INVALID',
        path: ['claims'],
        message: `claims must return a plain object or a Response, not ${type}. ${CLAIMS_FIX}${returned === undefined ? ' If a callback answers, return a promise that waits for it.' : ''}`,
      },
    ]);
  });

  it('for a promise under a name that is no claim, whose rejection does not end the process', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    onTestFinished(() => {
      process.off('unhandledRejection', unhandled);
    });
    const claims = (): object => ({ name: Promise.reject(new Error('down')), attributes: {} });
    await expectRefusal({ claims }, [['ERR_OPTION_UNKNOWN', 'name']]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('for a token that is too large', async () => {
    await expectRefusal({ claims: () => ({ attributes: { note: 'x'.repeat(3000) } }) }, [
      ['ERR_TOKEN_TOO_LARGE'],
    ]);
  });

  it('for a token that would contain the key', async () => {
    await expectRefusal({ claims: () => ({ attributes: { note: SECRET } }) }, [
      ['ERR_SECRET_EXPOSED', 'attributes', 'note'],
    ]);
  });

  it('for a widget id and a key that are swapped', async () => {
    await expectRefusal({ widgetId: () => SECRET, secret: () => WIDGET_ID }, [
      ['ERR_WIDGET_ID_INVALID', 'widgetId'],
    ]);
  });

  it('for a key as the name of a claim, which the error does not show', async () => {
    const [response, errors] = await respond({ claims: () => ({ [SECRET]: '' }) });
    await expectNoToken(response);
    expect((errors[0] as WidgetTokenError).issues).toEqual([
      {
        code: 'ERR_OPTION_UNKNOWN',
        path: [],
        message:
          'A name here contains characters of the security key, so it is not shown. Pass the key only as the option "secret". If a token that contains the key was ever sent, rotate the key.',
      },
    ]);
  });

  const broken = new Error('the database holds Jane');
  it.each([
    ['claims throws', () => ({ claims: () => fail(broken) })],
    ['claims rejects', () => ({ claims: async () => Promise.reject(broken) })],
    ['secret throws', () => ({ secret: () => fail(broken) })],
    ['secret rejects', () => ({ secret: async () => Promise.reject(broken) })],
    ['widgetId throws', () => ({ widgetId: () => fail(broken) })],
  ])('unchanged if %s', async (_what, options) => {
    const [response, errors] = await respond(options());
    await expectNoToken(response);
    expect(errors).toEqual([broken]);
  });

  describe('for a name that is not a claim, with what was meant', () => {
    const asAttribute = (text: string): string =>
      `is not a claim. If it is an attribute, return { attributes: { ${text} } }.`;
    const withResponse =
      'is not a claim. To answer without a token, return new Response(null, { status: 401 }).';
    const toEndpoint = 'is not a claim. Pass it to the function that creates the endpoint, beside claims.';
    const ofTime = 'is not a claim. Remove it: the endpoint sets the times of the token.';
    const long = 'n'.repeat(64);

    it.each([
      ...['status', 'statusCode', 'statusText', 'headers', 'body', 'error', 'redirect'].map((name) => [
        name,
        `${name} ${withResponse}`,
      ]),
      ...['widgetId', 'secret', 'expiresIn', 'origins', 'onError'].map((name) => [
        name,
        `${name} ${toEndpoint}`,
      ]),
      ...['iat', 'exp', 'nbf', 'issuedAt'].map((name) => [name, `${name} ${ofTime}`]),
      ...['http_status', 'status_text', 'my_secret', 'secret_note', 'level_exp', 'expert', 'name'].map(
        (name) => [name, `${name} ${asAttribute(name)}`],
      ),
      ['sub', `sub ${asAttribute('sub')}`],
      ['$plan_2', `"$plan_2" ${asAttribute('$plan_2')}`],
      ['first-name', `"first-name" ${asAttribute('…')}`],
      ['2nd', `2nd ${asAttribute('…')}`],
      ['', `"" ${asAttribute('…')}`],
      [long, `${long} ${asAttribute(long)}`],
      [`${long}n`, `"${long.slice(1)}…" ${asAttribute('…')}`],
      ['customerID', 'customerID is not a claim. Did you mean customerId?'],
      ['atributes', 'atributes is not a claim. Did you mean attributes?'],
    ])('such as %s', async (name, message) => {
      const [response, errors] = await respond({ claims: () => ({ [name]: undefined }) });
      await expectNoToken(response);
      expect(errors.map(messagesOf)).toEqual([[message]]);
      expect(errors[0]).toMatchObject({ code: 'ERR_OPTION_UNKNOWN' });
    });

    it('such as a symbol', async () => {
      const [, errors] = await respond({ claims: () => ({ [Symbol('name')]: 'Jane' }) });
      expect(errors.map(messagesOf)).toEqual([[`"Symbol(name)" ${asAttribute('…')}`]]);
    });
  });

  it.each([
    [', not undefined', undefined],
    [', not null', null],
    [', not string', 'GET /token'],
    ['', { method: 'GET', headers: {} }],
  ])('for something else than a Request%s', async (not, request) => {
    const [response, errors] = await respond({ claims: fail }, request);
    await expectNoToken(response);
    expect((errors[0] as WidgetTokenError).issues).toEqual([
      {
        code: 'ERR_REQUEST_INVALID',
        path: ['request'],
        message: `request must be a Request of the Fetch API, or an event that has one as its request${not}. Pass what the server passes.`,
      },
    ]);
  });

  it('for a Response from onError, which would have no effect', async () => {
    const onError = (): Response => new Response(null, { status: 503 });
    await expectNoToken((await respond({ secret: '', onError }))[0]);
    expect(consoleError.mock.calls).toEqual([
      [
        'No widget token: ERR_SECRET_INVALID: secret is missing. If it comes from an environment variable, that variable is not set.; onError threw ERR_ON_ERROR_INVALID: onError must not return a Response: the answer is 500 whatever it returns. Catch the error in claims, and return the Response there.',
      ],
    ]);
    consoleError.mockClear();
  });

  it('together with the request, and the answer waits for it', async () => {
    const request = makeRequest();
    const done: unknown[] = [];
    const onError = async (_error: unknown, given: Request): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      done.push(given);
    };
    await expectNoToken((await respond({ secret: '', onError }, request))[0]);
    expect(done).toEqual([request]);
  });
});

describe('createTokenHandler', () => {
  function pollute(key: string, value: unknown): void {
    Object.defineProperty(Object.prototype, key, { value, configurable: true, writable: true });
    onTestFinished(() => {
      Reflect.deleteProperty(Object.prototype, key);
    });
  }

  it('reads each option once, so that none changes or throws later', async () => {
    const unread = new Set(['widgetId', 'secret', 'claims']);
    const options = new Proxy(
      { ...RIGHT, claims: () => ({}) },
      {
        get: (target, key) =>
          unread.delete(String(key)) ? (Reflect.get(target, key) as unknown) : fail(new Error('read again')),
      },
    );
    expect((await createUnchecked(options)(makeRequest())).status).toBe(200);
  });

  it('takes no option from Object.prototype', async () => {
    pollute('expiresIn', 1);
    const onError = vi.fn();
    pollute('onError', onError);
    const handler = createUnchecked({ ...RIGHT, claims: () => ({}) });
    const { data } = (await (await handler(makeRequest())).json()) as { data: string };
    const { iat, exp } = await verifyWidgetToken(data, RIGHT);
    expect(exp - iat).toBe(500);

    await expectNoToken(await createUnchecked({ ...RIGHT, claims: () => [] })(makeRequest()));
    expect(onError).not.toHaveBeenCalled();
    expect(consoleError).toHaveBeenCalledOnce();
    consoleError.mockClear();
  });

  it('gives the same answers if Object.prototype has a toJSON', async () => {
    pollute('toJSON', () => undefined);
    const [right] = await respond({});
    const [wrong] = await respond({ secret: '' });
    Reflect.deleteProperty(Object.prototype, 'toJSON');
    expect(await right.text()).toMatch(/^{"data":"eyJ/);
    await expectNoToken(wrong);
  });

  /** The lines of the error that createTokenHandler throws. */
  function refusal(options: unknown): string[] {
    try {
      createUnchecked(options);
    } catch (error) {
      return (error as WidgetTokenError).issues.map(({ code, message }) => `${code}: ${message}`);
    }
    return expect.fail('not refused');
  }

  it('throws at once for options that are wrong in the code, and reports all of them', () => {
    const wrong = { ...RIGHT, expiresIn: 3600, onError: 'log', customerId: 'c1', [SECRET]: 1 };
    expect(refusal(wrong)).toEqual([
      'ERR_OPTION_UNKNOWN: customerId is not an option. Return it from claims: claims: (request) => ({ customerId: … }).',
      'ERR_OPTION_UNKNOWN: A name here contains characters of the security key, so it is not shown. Pass the key only as the option "secret". If a token that contains the key was ever sent, rotate the key.',
      'ERR_EXPIRES_IN_INVALID: expiresIn must be a whole number of seconds from 1 to 600 (10 minutes). Leave it out for the default, 500.',
      'ERR_CLAIMS_INVALID: claims must be a function, not undefined. Pass claims: (request) => ({ attributes: { … } }).',
      'ERR_ON_ERROR_INVALID: onError must be a function of the error and the request, not string. Leave it out to log errors.',
    ]);
  });

  it.each(['attributes', 'customerId', 'relatedContactId', 'segmentAttributes'])(
    'says that claims returns %s',
    (name) => {
      expect(refusal({ ...RIGHT, claims: () => ({}), [name]: {} })).toEqual([
        `ERR_OPTION_UNKNOWN: ${name} is not an option. Return it from claims: claims: (request) => ({ ${name}: … }).`,
      ]);
    },
  );

  it('knows another name of origins', () => {
    expect(refusal({ ...RIGHT, claims: () => ({}), cors: ['https://www.example.com'] })).toEqual([
      'ERR_OPTION_UNKNOWN: cors is not an option. Did you mean origins?',
    ]);
  });

  it.each([['user'], ['user_attributes'], ['attributesOfUser'], [Symbol('user')]])(
    'lists its options for a name that is like none: %s',
    (name) => {
      expect(refusal({ ...RIGHT, claims: () => ({}), [name]: 1 })).toEqual([
        expect.stringContaining(
          'is not an option. The options are: widgetId, secret, claims, expiresIn, origins, onError.',
        ),
      ]);
    },
  );

  it('throws without options', () => {
    expect(refusal(undefined)).toEqual([
      'ERR_OPTIONS_NOT_OBJECT: The options must be a plain object, not undefined. Pass { widgetId, secret, claims }.',
    ]);
  });

  it('does not throw for a missing widget id and key, because a build may not have them', () => {
    expect(() => createUnchecked({ widgetId: '', secret: '', claims: () => ({}) })).not.toThrow();
  });
});

it('reports the error and answers nothing in a runtime without Response', async () => {
  const onError = vi.fn();
  const token = createTokenHandler({ ...RIGHT, claims: () => ({}), onError });
  vi.stubGlobal('Response', undefined);
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  await expect(token(new Request('https://www.example.com/token'))).resolves.toBeUndefined();
  expect(onError).toHaveBeenCalledOnce();
});
