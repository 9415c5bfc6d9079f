// Which pages on other hosts may read an answer: the option `origins`. test/endpoint tries it in a browser.

import { createLambdaTokenHandler, createNodeTokenHandler } from 'amazon-connect-widget-token/handler';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { RIGHT } from '../support/helpers.js';
import { createUnchecked, fail, makeRequest, messagesOf, respond } from './endpoint.js';

const SHOP = 'https://www.example.com';
const ORIGINS = [SHOP, 'http://localhost:3000'];

const CORS = {
  'access-control-allow-origin': SHOP,
  'access-control-allow-credentials': 'true',
  vary: 'Origin',
};

/** The status, and the headers of CORS with `Vary`, of the answer to a request. */
async function ask(
  method: string,
  headers: Record<string, string>,
  options: object = {},
): Promise<[number, Record<string, string>]> {
  const [{ status, headers: all }] = await respond(
    { origins: ORIGINS, ...options },
    makeRequest(method, headers),
  );
  const shown = [...all].filter(([name]) => name === 'vary' || name.includes('access-control-'));
  return [status, Object.fromEntries(shown)];
}

describe('with origins, the endpoint', () => {
  it.each(ORIGINS)('lets a page of %s read the answer, with credentials', async (origin) => {
    expect(await ask('GET', { origin })).toEqual([200, { ...CORS, 'access-control-allow-origin': origin }]);
  });

  it('answers the preflight of such a page', async () => {
    const [response] = await respond(
      { origins: ORIGINS, claims: fail },
      makeRequest('OPTIONS', { origin: SHOP }),
    );
    expect(response.status).toBe(204);
    expect(response.body).toBeNull();
    expect(Object.fromEntries(response.headers)).toEqual({
      ...CORS,
      allow: 'GET, POST, OPTIONS',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'Authorization, Content-Type',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
  });

  it.each([
    'https://example.com',
    'https://www.example.com.attacker.invalid',
    'https://www.example.com:8443',
    'http://www.example.com',
    'https://WWW.example.com',
    'https://www.example.com/',
    'https://www.example.com, https://attacker.invalid',
    'null',
    '*',
    '',
    'not a URL',
  ])('answers 403 to %j before it calls a function of the options', async (origin) => {
    for (const method of ['GET', 'POST', 'OPTIONS', 'PUT']) {
      const options = { claims: fail, secret: fail, widgetId: fail, onError: fail };
      const [status, headers] = await ask(method, { origin, host: 'api.example.com' }, options);
      expect([method, status, headers]).toEqual([method, 403, { vary: 'Origin' }]);
    }
    const request = makeRequest('GET', { origin, host: 'api.example.com' });
    const [response] = await respond({ origins: ORIGINS }, request);
    expect(await response.text()).toBe('{"error":"origin_not_allowed"}');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('does not report a 403, with which anyone could fill the log', async () => {
    const log = vi.spyOn(console, 'error');
    onTestFinished(() => {
      log.mockRestore();
    });
    const onError = vi.fn();
    for (const more of [{ onError }, { onError: undefined }]) {
      expect((await ask('GET', { origin: 'https://example.net' }, more))[0]).toBe(403);
    }
    expect(onError).not.toHaveBeenCalled();
    expect(log).not.toHaveBeenCalled();
  });

  it('answers 403 to HEAD without a body', async () => {
    const request = makeRequest('HEAD', { origin: 'https://attacker.invalid' });
    const [response] = await respond({ origins: ORIGINS }, request);
    expect([response.status, response.body]).toEqual([403, null]);
  });

  it.each([
    ['http://example.com', 'example.com'],
    ['https://example.com', 'example.com'],
    ['https://example.com', 'example.com:443'],
    ['https://example.com', 'EXAMPLE.com'],
    ['http://localhost:8080', 'localhost:8080'],
    ['https://[::1]:8080', '[::1]:8080'],
  ])('answers a page of its own, %s, at the host %s', async (origin, host) => {
    expect(await ask('POST', { origin, host })).toEqual([200, { vary: 'Origin' }]);
    expect(await ask('OPTIONS', { origin, host })).toEqual([
      204,
      {
        vary: 'Origin',
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'Authorization, Content-Type',
      },
    ]);
  });

  it.each([
    ['https://example.com', 'example.com:8443'],
    ['https://example.com:8443', 'example.com'],
    ['https://attacker.invalid', 'example.com'],
    ['https://example.com', 'not a host/'],
    ['null', 'null'],
  ])('answers 403 to %s at the host %j', async (origin, host) => {
    expect((await ask('POST', { origin, host }))[0]).toBe(403);
  });

  it('takes the host of the URL if the runtime does not pass the header', async () => {
    expect((await ask('POST', { origin: 'https://example.com' }))[0]).toBe(200);
    expect((await ask('POST', { origin: 'https://example.net' }))[0]).toBe(403);
  });

  it('answers a request without Origin, as of a page of its own', async () => {
    expect(await ask('GET', {})).toEqual([200, { vary: 'Origin' }]);
  });

  it('varies every answer by Origin, and lets an allowed page read each', async () => {
    const origin = SHOP;
    expect(await ask('GET', { origin }, { secret: '', onError: () => undefined })).toEqual([500, CORS]);
    expect(await ask('DELETE', { origin })).toEqual([405, CORS]);
    const [response] = await respond({ origins: ORIGINS }, makeRequest('PUT', { origin }));
    expect(response.headers.get('allow')).toBe('GET, POST, OPTIONS');
    const [wrong] = await respond({ origins: ORIGINS }, undefined);
    expect([wrong.status, wrong.headers.get('vary')]).toEqual([500, 'Origin']);
  });

  it.each([
    ['Accept-Encoding', 'Accept-Encoding, Origin'],
    ['accept-encoding,origin', 'accept-encoding, origin'],
    ['Accept-Encoding, Origin', 'Accept-Encoding, Origin'],
    ['*', '*'],
  ])('adds itself to the Vary of a Response from claims: %s', async (vary, expected) => {
    const kept = { 'x-access-control-id': 'x' };
    const headers = {
      Vary: vary,
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Max-Age': '9',
      ...kept,
    };
    const claims = (): Response => new Response(null, { status: 401, headers });
    expect(await ask('GET', { origin: SHOP }, { claims })).toEqual([
      401,
      { ...CORS, ...kept, vary: expected },
    ]);
    expect(await ask('GET', {}, { claims })).toEqual([401, { ...kept, vary: expected }]);
  });
});

describe('without origins, the endpoint', () => {
  it('ignores where a request comes from, and leaves CORS to the server around it', async () => {
    const headers = { origin: 'https://attacker.invalid' };
    expect(await ask('GET', headers, { origins: undefined })).toEqual([200, {}]);
    expect(await ask('OPTIONS', headers, { origins: undefined })).toEqual([405, {}]);
    const own = { 'Access-Control-Allow-Origin': 'https://example.net', Vary: 'Origin' };
    const claims = (): Response => new Response(null, { status: 401, headers: own });
    expect(await ask('GET', headers, { origins: undefined, claims })).toEqual([
      401,
      { 'access-control-allow-origin': 'https://example.net', vary: 'Origin' },
    ]);
  });
});

describe('origins is refused', () => {
  const LIST = 'Pass a list such as ["https://www.example.com"].';
  const PATTERN = 'must not be a pattern: a site that someone else controls may match it. List each origin.';
  const PARTS =
    'must have only a scheme, a host and a port, in lower case, as a browser sends it. Use new URL(origin).origin.';
  const SCHEME = `must begin with "https://" or "http://", as a browser sends it. ${LIST}`;

  it.each([
    ['a string', SHOP, `origins must be an array of at most 1000 origins, not string. ${LIST}`],
    ['null', null, `origins must be an array of at most 1000 origins, not null. ${LIST}`],
    ['a long list', Array(1001).fill(SHOP), `origins must be an array of at most 1000 origins. ${LIST}`],
    [
      'an unset variable',
      [undefined],
      'origins[0] is missing. If it comes from an environment variable, that variable is not set.',
    ],
    ['a number', [1], `origins[0] must be a string, not number. ${LIST}`],
    ['a regular expression', [/x/], `origins[0] must be a string, not a class instance. ${LIST}`],
    ['*', ['*'], `origins[0] ${PATTERN}`],
    ['a wildcard', [SHOP, 'https://*.example.com'], `origins[1] ${PATTERN}`],
    ['a pattern', ['^https://.+\\.example\\.com$'], `origins[0] ${PATTERN}`],
    [
      'null as a string',
      ['null'],
      'origins[0] must not be "null": any site can send a request from that origin, from a sandboxed frame. Remove it.',
    ],
    ['a host', ['www.example.com'], `origins[0] ${SCHEME}`],
    ['another scheme', ['file:///page.html'], `origins[0] ${SCHEME}`],
    ['a scheme that ends with https', ['web+https://www.example.com'], `origins[0] ${SCHEME}`],
    ['an empty string', [''], `origins[0] ${SCHEME}`],
    ['a slash at the end', ['https://www.example.com/'], `origins[0] ${PARTS}`],
    ['a path', ['https://www.example.com/shop'], `origins[0] ${PARTS}`],
    ['upper case', ['https://WWW.example.com'], `origins[0] ${PARTS}`],
    ['the default port', ['https://www.example.com:443'], `origins[0] ${PARTS}`],
    ['a user', ['https://me@www.example.com'], `origins[0] ${PARTS}`],
  ])('for %s', (_what, origins, message) => {
    for (const create of [createUnchecked, createNodeTokenHandler, createLambdaTokenHandler]) {
      try {
        (create as typeof createUnchecked)({ ...RIGHT, claims: () => ({}), origins });
        expect.fail('not refused');
      } catch (error) {
        expect(messagesOf(error)).toEqual([message]);
        expect(error).toHaveProperty('code', 'ERR_ORIGINS_INVALID');
      }
    }
  });

  it('but not for a list that is empty, which allows only pages of its own', async () => {
    expect((await ask('GET', { origin: SHOP }, { origins: [] }))[0]).toBe(403);
    expect((await ask('GET', { origin: 'https://example.com' }, { origins: [] }))[0]).toBe(200);
  });

  it('nor for a list that is as long as it may be', async () => {
    expect((await ask('GET', { origin: SHOP }, { origins: Array(1000).fill(SHOP) }))[0]).toBe(200);
  });

  it('nor for an international name, as a browser sends it', async () => {
    const origin = 'https://xn--bcher-kva.example';
    expect((await ask('GET', { origin }, { origins: [origin] }))[0]).toBe(200);
  });
});
