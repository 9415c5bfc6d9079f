// check against real servers: a right one, and one for each fault.

import { createServer } from 'node:net';
import { createWidgetToken } from 'amazon-connect-widget-token';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import type { Check, Result } from '../../../src/cli/check/finding.js';
import { RIGHT, SECRET, WIDGET_ID } from '../../support/helpers.js';
import {
  COOKIE,
  HEADERS,
  listen,
  PAGE,
  right,
  run,
  send,
  sendJane,
  serve,
  SESSION,
  token,
} from './endpoint.js';
import type { Seen } from './endpoint.js';
import type { ServerResponse } from 'node:http';

/** What the lines must be for a right endpoint, with each option. */
const ALL_RIGHT: [Check, Result][] = [
  ['address', 'ok'],
  ['connection', 'ok'],
  ['status', 'ok'],
  ['content type', 'ok'],
  ['answer', 'ok'],
  ['token', 'ok'],
  ['signature', 'ok'],
  ['widget id', 'ok'],
  ['no-store', 'ok'],
  ['cache', 'ok'],
  ['second answer', 'ok'],
  ['clock', 'ok'],
  ['CORS', 'ok'],
  ['CORS with cookies', 'ok'],
  ['preflight', 'ok'],
  ['other origins', 'ok'],
  ['strangers', 'ok'],
];

/** The origins that are tried, with the look-alike of the page's. */
function foreign(lookAlike: string): string[] {
  return ['https://attacker.invalid', lookAlike, 'null'];
}

describe('a right endpoint', () => {
  it('passes each check, on the origin of the page', async () => {
    const { url, origin, seen } = await serve(right);
    const { status, out, lines } = await run(url, ['-H', COOKIE, '--origin', origin]);
    expect(Object.entries(lines).map(([name, [result]]) => [name, result])).toEqual(ALL_RIGHT);
    expect(Object.entries(lines).map(([name, [, message]]) => [name, message])).toEqual([
      ['address', 'http:, but only on this machine'],
      ['connection', 'the whole answer arrived'],
      ['status', '200'],
      ['content type', 'JSON'],
      ['answer', 'JSON with a string in "data", as the snippet reads it'],
      ['token', 'it keeps every documented rule'],
      ['signature', 'made with this key'],
      ['widget id', 'the token is for this widget'],
      ['no-store', 'nothing may keep the answer'],
      ['cache', 'no header says that an answer came from a cache'],
      ['second answer', 'another token'],
      ['clock', "the times of the answer agree with this machine's clock"],
      ['CORS', 'not needed: the page has the same origin'],
      ['CORS with cookies', 'not needed: the page has the same origin'],
      ['preflight', 'not needed: the page has the same origin'],
      [
        'other origins',
        `none of these can read the token: ${foreign(origin.replace('127.0.0.1', 'localhost.notlocalhost')).join(', ')}`,
      ],
      ['strangers', 'without --header, there is no token'],
    ]);
    expect(out.split('\n')[0]).toBe('✔ no fault');
    expect(status).toBe(0);
    expect(seen.map(({ method, headers: { cookie, origin: from } }) => [method, cookie, from])).toEqual([
      ['GET', SESSION, undefined],
      ['GET', SESSION, undefined],
      ['GET', undefined, undefined],
      ...foreign(origin.replace('127.0.0.1', 'localhost.notlocalhost')).map((from) => ['GET', SESSION, from]),
    ]);
  });

  it('passes each check, on another origin', async () => {
    const { url, seen } = await serve(async (one, response) => {
      if (one.headers.origin === PAGE) {
        response.setHeader('access-control-allow-origin', PAGE);
        response.setHeader('access-control-allow-credentials', 'true');
      }
      await right(one, response);
    });
    const { status, lines } = await run(url, ['-H', COOKIE, '--origin', `${PAGE}/`]);
    expect(Object.entries(lines).map(([name, [result]]) => [name, result])).toEqual(ALL_RIGHT);
    expect(status).toBe(0);
    expect(seen.map(({ headers }) => headers.origin)).toEqual([
      PAGE,
      PAGE,
      PAGE,
      ...foreign('https://www.example.com.notexample.com'),
    ]);
    expect(lines['other origins'][1]).toBe(
      'none of these can read the token: https://attacker.invalid, https://www.example.com.notexample.com, null',
    );
  });

  it('is asked as the options say, and only twice without headers', async () => {
    const { url, seen } = await serve((_seen, response) => send(response));
    const { status, lines } = await run(url, ['--method', 'post']);
    expect(status).toBe(0);
    expect(seen.map(({ method }) => method)).toEqual(['POST', 'POST']);
    expect(seen[0]?.headers).toMatchObject({
      accept: '*/*',
      'user-agent': 'amazon-connect-widget-token (check)',
    });
    expect(lines['other origins']).toEqual([
      'not checked',
      "needs what identifies a customer: --header 'Cookie: NAME=VALUE'",
    ]);
    expect(lines.strangers).toEqual(lines['other origins']);
    expect(lines.CORS).toEqual([
      'not checked',
      'if the page is on another origin, use --origin https://www.example.com',
    ]);
  });

  it('gets the origin of the page with POST, as a browser sends it also to its own origin', async () => {
    const { url, origin, seen } = await serve(right);
    await run(url, ['--method=POST', '-H', COOKIE, '--origin', origin]);
    expect(seen.map(({ headers }) => headers.origin)).toEqual([
      origin,
      origin,
      origin,
      ...foreign(origin.replace('127.0.0.1', 'localhost.notlocalhost')),
    ]);
  });

  it('is not checked for what needs a key or a widget id, if there is none', async () => {
    const { url } = await serve((_seen, response) => send(response));
    const { status, lines } = await run(url, [], { secret: '', widgetId: '' });
    expect(lines.signature).toEqual([
      'not checked',
      'set CONNECT_SECRET, or use --secret-file FILE. The key is not sent',
    ]);
    expect(lines['widget id']).toEqual(['not checked', 'use --widget-id ID, or set CONNECT_WIDGET_ID']);
    expect(status).toBe(0);
  });

  it('gets the key in no request', async () => {
    const { url, seen } = await serve(right);
    await run(url, ['-H', COOKIE, '-H', 'Authorization: Bearer x', '--origin', PAGE]);
    expect(seen).toHaveLength(7);
    expect(JSON.stringify(seen)).not.toContain(SECRET.slice(0, 8));
  });
});

describe('which requests are sent', () => {
  const refuse = (_seen: Seen, response: ServerResponse): unknown =>
    send(response, { status: 401, body: '' });

  it('those of a stranger keep the headers that identify no one', async () => {
    const { url, seen } = await serve(right);
    await run(url, ['-H', COOKIE, '-H', 'Accept-Language: de']);
    expect(seen.map(({ headers }) => [headers.cookie, headers['accept-language']]).slice(0, 3)).toEqual([
      [SESSION, 'de'],
      [SESSION, 'de'],
      [undefined, 'de'],
    ]);
  });

  it('without a token, a stranger asks only where CORS needs it', async () => {
    const same = await serve(refuse);
    await run(same.url, ['-H', COOKIE]);
    expect(same.seen).toHaveLength(1);
    const cross = await serve(refuse);
    const { lines } = await run(cross.url, ['-H', COOKIE, '--origin', PAGE]);
    expect(cross.seen.map(({ headers }) => headers.cookie)).toEqual([SESSION, undefined]);
    expect(lines['other origins']).toEqual(['not checked', 'there is no token']);
    expect(lines.strangers).toEqual(lines['other origins']);
  });

  it('none after one that got no answer', async () => {
    const { url, seen } = await serve((_seen, response) => response.destroy());
    await run(url, ['-H', COOKIE, '-H', 'Authorization: Bearer x', '--origin', PAGE]);
    expect(seen).toHaveLength(1);
  });
});

type Answer = (seen: Seen, response: ServerResponse) => unknown;

const signedIn = ({ headers }: Seen): boolean => headers.cookie === SESSION;

/** Sends this instead of the right JSON. */
const sends =
  (body: (token: string) => unknown, headers: Record<string, string> = {}): Answer =>
  async (_seen, response) => {
    const made = body(await token());
    return send(response, { headers, body: typeof made === 'string' ? made : JSON.stringify(made) });
  };

const withHeaders =
  (headers: Record<string, string>): Answer =>
  async (seen, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    return right(seen, response);
  };

let cached: string | undefined;

const TEN_MINUTES = 600;

const later = (seconds: number): Date => new Date(Date.now() + seconds * 1000);

/** What is wrong, the endpoint, further arguments, the lines that say so. */
type Row = [
  what: string,
  answer: Answer,
  args: string[],
  lines: Partial<Record<Check, [Result, string | RegExp]>>,
];

const FAULTS: Row[] = [
  [
    'a sign-in page',
    sends(() => '<!doctype html><form>', { 'content-type': 'text/html' }),
    [],
    {
      'content type': ['warning', /^is not that of JSON\. /],
      answer: ['fault', /^it is a web page, not JSON\. Does the endpoint need a sign-in\? Send what /],
    },
  ],
  [
    'a redirect to a sign-in',
    (_seen, response) => send(response, { status: 302, headers: { location: '/login?next=1' }, body: '' }),
    [],
    {
      status: [
        'fault',
        /^302, a redirect to http:\/\/127\.0\.0\.1:\d+\/login, which was not followed\. Use the URL /,
      ],
    },
  ],
  [
    'no session',
    right,
    ['-H', 'Cookie: session=old'],
    { status: ['fault', /^401\. The endpoint did not accept what was sent with --header/] },
  ],
  [
    '{token} instead of {data}',
    sends((made) => ({ token: made })),
    [],
    {
      answer: [
        'fault',
        'the token is in "token", and the snippet reads "data". Rename it: {"data":"<token>"}.',
      ],
    },
  ],
  [
    'a token that is encoded twice',
    sends((made) => ({ data: JSON.stringify(made) })),
    [],
    { answer: ['fault', /^"data" is encoded twice/] },
  ],
  [
    'JSON that is encoded twice',
    sends((made) => JSON.stringify(JSON.stringify({ data: made }))),
    [],
    { answer: ['fault', /^it is encoded twice/] },
  ],
  [
    'the text "undefined"',
    sends(() => ({ data: 'undefined' })),
    [],
    { answer: ['fault', /^"data" is the text "undefined", not a token\. Use await createWidgetToken/] },
  ],
  [
    'a token that breaks rules',
    async (_seen, response) => {
      const long = await createWidgetToken({ ...RIGHT, issuedAt: later(-7200) });
      return send(response, { body: JSON.stringify({ data: long }) });
    },
    [],
    {
      token: ['fault', 'it breaks 1 rule:'],
      'second answer': ['fault', /^it has the same token: it was kept somewhere\./],
      clock: ['fault', /^the token's iat is 7\d\d\d s behind this machine's clock\. Create the token when /],
    },
  ],
  [
    'another key',
    async (_seen, response) =>
      send(response, { body: JSON.stringify({ data: await token({ secret: 'x'.repeat(44) }) }) }),
    [],
    { signature: ['fault', 'it is not valid:'] },
  ],
  [
    'another widget',
    async (_seen, response) =>
      send(response, { body: JSON.stringify({ data: await token({ widgetId: 'other' }) }) }),
    [],
    { 'widget id': ['fault', 'it is wrong:'] },
  ],
  [
    'no Cache-Control',
    (_seen, response) => send(response, { headers: { 'cache-control': 'private, max-age=0' } }),
    [],
    { 'no-store': ['fault', /Set the header "Cache-Control: no-store"\.$/] },
  ],
  [
    'a cache in front of it',
    async (_seen, response) => {
      const headers = { 'x-cache': cached === undefined ? 'MISS' : 'HIT' };
      cached ??= JSON.stringify({ data: await token() });
      return send(response, { headers, body: cached });
    },
    [],
    {
      cache: ['fault', /^an answer came from a cache, says X-Cache\. Tell the CDN /],
      'second answer': ['fault', /^it has the same token: it was kept somewhere\. Tell the CDN /],
    },
  ],
  [
    'a second request that gets no token',
    (() => {
      let count = 0;
      return (_seen: Seen, response: ServerResponse) =>
        send(response, count++ === 0 ? {} : { status: 403, body: '' });
    })(),
    [],
    { 'second answer': ['fault', /^it has no token\. The endpoint must answer as often /] },
  ],
  [
    "a server's clock that is ten minutes fast",
    async (_seen, response) => {
      response.setHeader('date', later(TEN_MINUTES).toUTCString());
      const data = await token({ issuedAt: later(TEN_MINUTES) });
      return send(response, { body: JSON.stringify({ data }) });
    },
    [],
    {
      token: ['fault', 'it breaks 1 rule:'],
      clock: ['fault', /^the server's Date is (599|600) s ahead of this machine's clock\. Synchronize /],
    },
  ],
  [
    "a server's clock that is ten minutes slow",
    async (_seen, response) => {
      response.setHeader('date', later(-TEN_MINUTES).toUTCString());
      const data = await token({ issuedAt: later(-TEN_MINUTES), expiresIn: 600 });
      return send(response, { body: JSON.stringify({ data }) });
    },
    [],
    {
      token: ['fault', 'it breaks 1 rule:'],
      'second answer': ['fault', /./],
      clock: ['fault', /^the server's Date is (599|600) s behind this machine's clock\. Synchronize /],
    },
  ],
  [
    'CORS missing, for a customer with a cookie',
    right,
    ['-H', COOKIE, '--origin', PAGE],
    {
      'CORS with cookies': [
        'fault',
        'the browser blocks fetch(url, { credentials: \'include\' }). Access-Control-Allow-Origin is missing. Set "Access-Control-Allow-Origin: https://www.example.com".',
      ],
    },
  ],
  [
    'CORS missing, without a cookie',
    (_seen, response) => send(response),
    ['--origin', PAGE],
    { CORS: ['fault', /^the browser blocks fetch\(url\)\. Access-Control-Allow-Origin is missing\. Set /] },
  ],
  [
    'CORS for any origin, which does not work with a cookie',
    withHeaders({ 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'true' }),
    ['-H', COOKIE, '--origin', PAGE],
    {
      'CORS with cookies': [
        'fault',
        /Access-Control-Allow-Origin is \*, which works only without cookies\. Set /,
      ],
    },
  ],
  [
    'a preflight that is not answered',
    async (seen, response) =>
      seen.method === 'OPTIONS'
        ? send(response, { status: 405, body: '' })
        : sendJane(response, { 'access-control-allow-origin': '*' }),
    ['-H', 'Authorization: Bearer x', '--origin', PAGE],
    {
      preflight: ['fault', 'OPTIONS got 405, and the browser goes no further. Answer it with 204.'],
      strangers: ['warning', /./],
    },
  ],
  [
    'a foreign origin that is echoed',
    async (seen, response) => {
      response.setHeader('access-control-allow-origin', seen.headers.origin ?? '*');
      response.setHeader('access-control-allow-credentials', 'true');
      return right(seen, response);
    },
    ['-H', COOKIE],
    {
      'other origins': [
        'fault',
        "any site can read the customer's token: the endpoint allows https://attacker.invalid, with credentials. Allow only your own origins, and compare the whole origin with a list.",
      ],
    },
  ],
  ...[
    ['startsWith', (origin: string) => origin.startsWith(PAGE)],
    ['endsWith', (origin: string) => origin.endsWith('example.com')],
    ['a regular expression without ^ and $', (origin: string) => /https:\/\/www.example.com/.test(origin)],
  ].map(([how, allows]): Row => [
    `an origin that is compared with ${String(how)}`,
    async (seen, response) => {
      const { origin = '' } = seen.headers;
      if ((allows as (origin: string) => boolean)(origin)) {
        response.setHeader('access-control-allow-origin', origin);
        response.setHeader('access-control-allow-credentials', 'true');
      }
      return right(seen, response);
    },
    ['-H', COOKIE, '--origin', PAGE],
    {
      'other origins': [
        'fault',
        /^any site can .*: the endpoint allows https:\/\/www\.example\.com\.notexample\.com, with credentials\. /,
      ],
    },
  ]),
  [
    'the origin null, which is allowed',
    async (seen, response) => {
      const { origin = '' } = seen.headers;
      if (origin === 'null') {
        response.setHeader('access-control-allow-origin', 'null');
        response.setHeader('access-control-allow-credentials', 'true');
      }
      return right(seen, response);
    },
    ['-H', COOKIE],
    {
      'other origins': [
        'fault',
        /the endpoint allows the origin null, which any site has in a sandboxed iframe, with credentials\./,
      ],
    },
  ],
  [
    'the origin of the page, which is not allowed by this package',
    (_seen, response) => send(response, { status: 403, body: '{"error":"origin_not_allowed"}' }),
    ['-H', COOKIE],
    {
      status: [
        'fault',
        "403. The endpoint does not allow the page's origin. Add it to the option origins, as in origins: ['https://www.example.com'].",
      ],
    },
  ],
  [
    'the key in the answer',
    async (_seen, response) =>
      send(response, {
        body: JSON.stringify({ data: await token(), secret: SECRET }).replaceAll('/', '\\/'),
      }),
    [],
    {
      answer: [
        'fault',
        'an answer contains characters of the security key, which anyone can read there. Answer only with {"data":"<token>"}, and rotate the key.',
      ],
    },
  ],
  [
    'the key in a header, percent-encoded',
    (_seen, response) => send(response, { headers: { 'x-debug': `/${encodeURIComponent(SECRET)}` } }),
    [],
    { answer: ['fault', /^an answer contains characters of the security key/] },
  ],
  [
    'the key in the answer to a stranger',
    async (seen, response) =>
      signedIn(seen)
        ? sendJane(response)
        : send(response, { status: 401, body: JSON.stringify({ error: 'no session', key: SECRET }) }),
    ['-H', COOKIE],
    { answer: ['fault', /^an answer contains characters of the security key/] },
  ],
  [
    'an answer that a CDN may keep',
    withHeaders({ 'cdn-cache-control': 'max-age=600' }),
    ['-H', COOKIE],
    {
      'no-store': [
        'fault',
        'a CDN may keep the answer, because it has the header cdn-cache-control. Remove that header.',
      ],
    },
  ],
  [
    'an answer that another CDN may keep',
    withHeaders({ 'Vercel-CDN-Cache-Control': 'max-age=600', 'Edge-Control': 'no-store' }),
    ['-H', COOKIE],
    {
      'no-store': [
        'fault',
        'a CDN may keep the answer, because it has the header vercel-cdn-cache-control. Remove that header.',
      ],
    },
  ],
  [
    'a foreign origin that is echoed, where no cookie identifies the customer',
    async (seen, response) => {
      response.setHeader('access-control-allow-origin', seen.headers.origin ?? '*');
      response.setHeader('access-control-allow-credentials', 'true');
      if (seen.headers.authorization === undefined) return send(response, { status: 401, body: '' });
      return send(response);
    },
    ['-H', 'Authorization: Bearer x'],
    {
      'other origins': [
        'warning',
        'the endpoint allows https://attacker.invalid, with credentials. Another site cannot send this --header. But if a cookie identifies the customer, any site can read the token. Allow only your own origins, and compare the whole origin with a list.',
      ],
    },
  ],
  [
    'a token that is cut',
    sends((made) => ({ data: made.slice(0, -10) })),
    [],
    {
      token: ['fault', 'it breaks 1 rule:'],
      signature: ['fault', 'it is cut or changed: see the token above.'],
    },
  ],
  [
    'what looks like a key instead of a token',
    (_seen, response) => send(response, { body: JSON.stringify({ data: `${'Ab1+'.repeat(10)}Ab1=` }) }),
    [],
    {
      answer: [
        'fault',
        '"data" looks like a security key, which must stay on the server. Answer with the result of createWidgetToken(), and rotate the key.',
      ],
    },
  ],
  [
    'a part of the key in an attribute',
    async (_seen, response) =>
      send(response, {
        body: JSON.stringify({ data: await token({ attributes: { note: SECRET.slice(0, 20) } }) }),
      }),
    [],
    { token: ['fault', 'it breaks 1 rule:'], strangers: ['warning', /./] },
  ],
  [
    'what may be another key in an attribute',
    async (_seen, response) =>
      send(response, {
        body: JSON.stringify({ data: await token({ attributes: { note: `${'Ab1+'.repeat(10)}Ab1=` } }) }),
      }),
    [],
    {
      token: [
        'warning',
        'attributes["note"] has the shape of a security key, and is not shown. If it is one, rotate the key.',
      ],
      strangers: ['warning', /./],
    },
  ],
  [
    'nothing new, although nothing was kept',
    (_seen, response) => send(response, { status: 304 }),
    [],
    { status: ['fault', /^304, although nothing was kept: /] },
  ],
  [
    'a customer without any cookie',
    (_seen, response) => sendJane(response),
    [],
    {
      strangers: [
        'warning',
        'without --header, the token has "attributes.name". If that is a customer\'s data, the endpoint does not look at who asks: answer 401 without a session.',
      ],
    },
  ],
  [
    'cookies that are ignored',
    (_seen, response) => sendJane(response),
    ['-H', COOKIE],
    {
      strangers: [
        'warning',
        'without --header, the token has the same "attributes.name". If that is a customer\'s data, the endpoint does not look at who asks: answer 401 without a session.',
      ],
    },
  ],
  [
    'the customer id of someone for a stranger',
    async (seen, response) => {
      const attributes = { visit: signedIn(seen) ? 'a' : 'b' };
      const data = await token({ customerId: 'customer-1', attributes });
      return send(response, { body: JSON.stringify({ data }) });
    },
    ['-H', COOKIE],
    { strangers: ['warning', /^without --header, the token has the same "customerId"\. /] },
  ],
];

describe('an endpoint with a fault', () => {
  it.each(FAULTS)('%s', async (_what, answer, args, expected) => {
    const { url, seen } = await serve(answer);
    const { status, lines, wrong } = await run(url, args);
    expect(wrong).toEqual(Object.keys(lines).filter((name) => name in expected));
    for (const [name, [result, message]] of Object.entries(expected)) {
      expect(lines[name as Check][0]).toBe(result);
      expect(lines[name as Check][1]).toMatch(message);
    }
    expect(status).toBe(Object.values(expected).some(([result]) => result === 'fault') ? 1 : 0);
    expect(seen.length).toBeLessThanOrEqual(7);
  });

  it('that changes an attribute each time is compared by the others', async () => {
    let count = 0;
    const { url } = await serve(async (_seen, response) => {
      const data = await token({ attributes: { name: 'Jane', at: String(count++) } });
      return send(response, { body: JSON.stringify({ data }) });
    });
    const { lines } = await run(url, ['-H', COOKIE]);
    expect(lines.strangers[0]).toBe('warning');
    expect(lines.strangers[1]).toContain('the same "attributes.name". ');
  });

  it('that gives a stranger only what is the same for everyone is right', async () => {
    const { url } = await serve(async (seen, response) => {
      const attributes: Record<string, string> = {
        source: 'web',
        ...(signedIn(seen) ? { name: 'Jane' } : {}),
      };
      return send(response, { body: JSON.stringify({ data: await token({ attributes }) }) });
    });
    const { lines } = await run(url, ['-H', COOKIE]);
    expect(lines.strangers).toEqual(['ok', 'without --header, the token is for someone else']);
  });

  it('that signs nothing about the customer is not asked as a stranger', async () => {
    const { url, seen } = await serve(async (_seen, response) =>
      send(response, { body: JSON.stringify({ data: await token({ attributes: {} }) }) }),
    );
    const { lines } = await run(url, ['-H', COOKIE]);
    expect(lines.strangers).toEqual(['not checked', 'the token has no attributes and no customerId']);
    expect(seen).toHaveLength(5);
  });

  it.each([
    ['is not one', 'not a token', 'the token cannot be read'],
    ['is not signed with HS256', 'eyJhbGciOiJub25lIn0.e30.', /./],
  ])('whose token %s has no signature to check', async (_what, data, widget) => {
    const { url } = await serve((_seen, response) => send(response, { body: JSON.stringify({ data }) }));
    const { lines } = await run(url);
    expect(lines.signature).toEqual(['not checked', 'the header cannot be read, or is not that of HS256']);
    expect(lines['widget id'][1]).toMatch(widget);
    expect(lines.token[1]).toMatch(/^it breaks \d rules?:$/);
  });

  it('is told how many rules the token breaks', async () => {
    const data = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIyZjZiMWYwZS02YjBjLTRkNTItOWQwYS02YzBmOGI3YzRmMTEifQ.';
    const { url } = await serve((_seen, response) => send(response, { body: JSON.stringify({ data }) }));
    const { lines } = await run(url);
    expect(lines.token[1]).toBe('it breaks 3 rules:');
    expect(lines['widget id'][0]).toBe('ok');
  });

  it('shows the issues of the token below its line, with their codes', async () => {
    const { url } = await serve(async (_seen, response) => {
      const data = await createWidgetToken({ ...RIGHT, issuedAt: later(-TEN_MINUTES), expiresIn: 60 });
      return send(response, { body: JSON.stringify({ data }) });
    });
    const { out } = await run(url);
    expect(out).toMatch(
      /^✖ token {14}it breaks 1 rule:\n {4}ERR_TOKEN_EXPIRED: token expired .+ ago\. Create a new token /m,
    );
  });
});

it('says that the key at hand is wrong, also if the token is signed with it', async () => {
  const secret = `\n${SECRET}\n`;
  let expiresIn = 500;
  const { url } = await serve((_seen, response) => {
    const data = jsonwebtoken.sign({ sub: WIDGET_ID }, secret, { expiresIn: expiresIn-- });
    return send(response, { body: JSON.stringify({ data }) });
  });
  const { out, lines, wrong } = await run(url, [], { secret });
  expect(wrong).toEqual(['signature']);
  expect(lines.signature[1]).toBe('the key is wrong:');
  expect(out).toMatch(/^ {4}ERR_SECRET_INVALID: CONNECT_SECRET must not .* Remove it\.$/m);
});

describe('a later request', () => {
  it.each([
    ['429', 429],
    ['500', 500],
    ['503', 503],
  ])('that is answered with %s is not a fault', async (_what, status) => {
    let count = 0;
    const { url, seen } = await serve((_seen, response) =>
      count++ === 0 ? sendJane(response) : send(response, { status, body: '' }),
    );
    const { status: exit, lines } = await run(url, ['-H', COOKIE, '-H', 'X-Id: 1', '--origin', PAGE]);
    const limited = ['not checked', `this request was answered with ${status}`];
    expect(lines['second answer']).toEqual(limited);
    expect(lines.strangers).toEqual(limited);
    expect(lines['other origins']).toEqual(limited);
    expect(lines.preflight).toEqual(limited);
    expect(exit).toBe(1); // CORS is missing in the first answer.
    expect(seen).toHaveLength(7);
  });

  it('that fails is not a fault', async () => {
    let count = 0;
    const { url } = await serve((_seen, response) => {
      if (count++ === 0) return sendJane(response);
      return response.socket?.destroy();
    });
    const { status, lines } = await run(url, ['-H', COOKIE]);
    const failed = ['not checked', 'this request got no complete answer'];
    expect(lines['second answer']).toEqual(failed);
    expect(lines.strangers).toEqual(failed);
    expect(lines['other origins']).toEqual(failed);
    expect(status).toBe(0);
  });

  it('waits after the first answer, not after the first request', async () => {
    const ended: number[] = [];
    const { url, seen } = await serve(async (_seen, response) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      await send(response);
      ended.push(performance.now());
    });
    await run(url, [], { pauseMs: 200 });
    expect(Number(seen[1]?.at) - Number(ended[0])).toBeGreaterThan(190);
  });
});

describe('an endpoint that cannot be reached safely', () => {
  // 0.0.0.0 leads to this machine too, but is not one of its addresses.
  it.skipIf(process.platform === 'win32')('gets no --header over http:', async () => {
    const { url, seen } = await serve((_seen, response) => send(response));
    const { status, lines, wrong } = await run(url.replace('127.0.0.1', '0.0.0.0'), ['-H', COOKIE]);
    expect(wrong).toEqual(['address']);
    expect(lines.address[1]).toBe(
      'http: lets anyone on the way read the token. --header was not sent. Serve the endpoint over https:.',
    );
    expect(seen).toHaveLength(2);
    expect(JSON.stringify(seen)).not.toContain('cookie');
    expect(status).toBe(1);
  });

  it('says so without --header too', async () => {
    const { lines } = await run('http://0.0.0.0:1/token');
    expect(lines.address[1]).toBe(
      'http: lets anyone on the way read the token. Serve the endpoint over https:.',
    );
  });

  it('has a fault only in its connection, if no server listens', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const { status, lines, wrong } = await run(`http://127.0.0.1:${port}/token`, [
      '--origin',
      PAGE,
      '-H',
      COOKIE,
    ]);
    expect(wrong).toEqual(['connection']);
    expect(lines.connection[1]).toBe(
      'no server listens there. Start the server, and check the host and the port.',
    );
    expect(lines.status).toEqual(['not checked', 'there is no answer']);
    expect(status).toBe(1);
  });
});

it("hides what a server says with the customer's header or the key in it", async () => {
  const { url } = await serve(async ({ headers }, response) => {
    const { cookie = 'a stranger' } = headers;
    response.setHeader('location', `/login/${cookie.slice(0, 20)}`);
    response.writeHead(302, HEADERS);
    response.end(
      JSON.stringify({
        data: await token({ attributes: { [cookie]: 'x', a: 'b' } as never }).catch(() => ''),
      }),
    );
  });
  const { out, lines } = await run(url, ['-H', COOKIE]);
  expect(lines.status[1]).toMatch(
    /^302, a redirect to http:\/\/127\.0\.0\.1:\d+\/login, which was not followed\. /,
  );
  expect(out).not.toContain(SESSION.slice(0, 20));
});
