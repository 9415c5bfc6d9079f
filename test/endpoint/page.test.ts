// Runs the callback of examples/page and Amazon's in Chromium against each answer of an endpoint, and opens the
// pages as visitors who are signed in and who are not.

import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import {
  AMAZONS,
  attributesOf,
  createEndpoint,
  JANE,
  openWidget,
  OURS,
  read,
  received,
  serve,
  serveSite,
  settle,
  token,
  visit,
  type Visit,
} from './page.js';

describe('the table in examples/page/README.md', () => {
  const TOKEN_UNAVAILABLE = '{"error":"token_unavailable"}';
  const JSON_TYPE = { 'Content-Type': 'application/json' };
  const HTML_TYPE = { 'Content-Type': 'text/html' };

  const send =
    (status: number, headers: Readonly<Record<string, string>> = {}, body?: string): RequestListener =>
    (_request, response) => {
      response.writeHead(status, headers).end(body);
    };

  const sendJson = (status: number, body: string): RequestListener => send(status, JSON_TYPE, body);

  const SIGN_IN = send(200, HTML_TYPE, '<!doctype html><title>Sign in</title>');

  const hangUp: RequestListener = (request) => request.socket.destroy();

  const withCors =
    (headers: (origin: string) => Readonly<Record<string, string>>): RequestListener =>
    (request, response) => {
      response.setHeaders(new Map(Object.entries(headers(request.headers.origin ?? ''))));
      token(request, response);
    };

  /** The first answer, and the second if it differs. */
  type Answers = readonly [RequestListener, RequestListener?];

  const SAME_ORIGIN: Readonly<Record<string, Answers>> = {
    '200, the token': [token],
    '401, empty': [send(401)],
    '401, JSON': [sendJson(401, '{"error":"not_signed_in"}')],
    '500, `{"error":"token_unavailable"}`, then the token': [sendJson(500, TOKEN_UNAVAILABLE), token],
    '500, `{"error":"token_unavailable"}`, twice': [sendJson(500, TOKEN_UNAVAILABLE)],
    '503, empty, then the token': [send(503), token],
    'a network error, then the token': [hangUp, token],
    'a network error, twice': [hangUp],
    '200, `{"error":"token_unavailable"}`': [sendJson(200, TOKEN_UNAVAILABLE)],
    '200, `{"data":null}`': [sendJson(200, '{"data":null}')],
    '200, `null`': [sendJson(200, 'null')],
    '200, HTML': [SIGN_IN],
    'a redirect to a sign-in page': [send(302, { Location: '/sign-in' })],
  };

  /** The endpoint is on the page's origin, but the sign-in page is not. */
  const ANOTHER_SIGN_IN = 'a redirect to a sign-in page of another origin';

  const OTHER_ORIGIN: Readonly<Record<string, Answers>> = {
    'on another origin, which allows the page to send cookies': [
      withCors((origin) => ({
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Credentials': 'true',
      })),
    ],
    'on another origin, which allows every page': [withCors(() => ({ 'Access-Control-Allow-Origin': '*' }))],
    'on another origin, without CORS': [token],
  };

  const rows = [...read('examples/page/README.md').matchAll(/^\| (?!`\/token`|-)(.*) \|$/gm)].map(
    ([, cells = '']) => cells.split(' | ').map((cell) => cell.trim()),
  );

  it('has each answer', () => {
    const answers = [...Object.keys(SAME_ORIGIN), ANOTHER_SIGN_IN, ...Object.keys(OTHER_ORIGIN)];
    expect(rows.map(([title]) => title).sort()).toEqual(answers.sort());
  });

  it.each(rows)('is right about %s', async (title = '', amazons, ours, requests) => {
    const [first, own] = await Promise.all([run(title, AMAZONS), run(title, OURS)]);
    expect([first.passed, first.requests]).toEqual([amazons, '1']);
    expect([own.passed, own.requests]).toEqual([ours, requests]);
    expect(own.uncaught).toEqual([]);
    const reasons =
      own.passed === 'nothing' ? [expect.stringMatching(/^The chat has no token: \w*Error: /)] : [];
    expect(own.logged).toEqual(reasons);
  });

  /** Opens the widget with this callback, and tells what happened in the words of the table. */
  async function run(
    title: string,
    authenticate: string,
  ): Promise<Visit & { passed: string; requests: string }> {
    let requests = 0;
    const inTurn =
      ([first, second = first]: Answers): RequestListener =>
      (request, response) => {
        (requests++ === 0 ? first : second)(request, response);
      };
    const other = OTHER_ORIGIN[title];
    const otherOrigin = await serve((request, response) => {
      const answer = request.url === '/token' && other !== undefined ? inTurn(other) : SIGN_IN;
      answer(request, response);
    });
    const endpoint = inTurn(SAME_ORIGIN[title] ?? [send(302, { Location: `${otherOrigin}/sign-in` })]);
    const code =
      other === undefined ? authenticate : authenticate.replace("fetch('/", `fetch('${otherOrigin}/`);
    const { origin } = await serveSite(code, endpoint);
    const visited = await visit(`${origin}/every-visitor.html`, true);
    await openWidget(visited.page);
    const passed = await describePassed(await settle(visited));
    return { ...visited, passed, requests: String(requests) };
  }

  /** What the widget received. */
  async function describePassed(calls: unknown[][]): Promise<string> {
    if (calls.length === 0) return 'nothing';
    const [[passed, ...more] = [], ...again] = calls;
    expect([more, again]).toEqual([[], []]);
    if (typeof passed !== 'string') return `\`${String(passed)}\``;
    expect(await attributesOf(passed)).toEqual(JANE);
    return 'the token';
  }
});

describe('the callback', () => {
  it('requests a token each time that the widget needs one', async () => {
    const { origin, requested } = await serveSite(OURS, token);
    const visited = await visit(`${origin}/every-visitor.html`, true);
    await openWidget(visited.page);
    await openWidget(visited.page);
    await expect.poll(() => received(visited.page), { timeout: 30_000 }).toHaveLength(2);
    expect(requested.filter((path) => path === '/token')).toHaveLength(2);
  });

  it("does not catch the widget's own errors, and calls back once", async () => {
    const { origin, requested } = await serveSite(OURS, token);
    const visited = await visit(`${origin}/every-visitor.html`, true);
    await visited.page.evaluate(
      `void window.openWidget((token) => { window.received.push([token]); throw new Error("the widget's own"); })`,
    );
    expect(await settle(visited)).toHaveLength(1);
    expect(visited.uncaught).toEqual(["the widget's own"]);
    expect(visited.logged).toEqual([]);
    expect(requested.filter((path) => path === '/token')).toHaveLength(1);
  });

  it.each<[reason: string, endpoint: RequestListener]>([
    ['Error: /token answered 401', (_request, response) => response.writeHead(401).end()],
    [
      'Error: /token did not answer {"data": "<token>"}',
      (_request, response) => response.end('<!doctype html>'),
    ],
  ])('logs why there is no token: %s', async (reason, endpoint) => {
    const { origin } = await serveSite(OURS, endpoint);
    const visited = await visit(`${origin}/every-visitor.html`, true);
    await openWidget(visited.page);
    await settle(visited);
    expect(visited.logged).toEqual([expect.stringContaining(`The chat has no token: ${reason}\n`)]);
  });
});

describe('signed-in.html', () => {
  it('loads the widget for a visitor who is signed in', async () => {
    const { origin } = await serveSite(OURS, token);
    const visited = await visit(`${origin}/signed-in.html`, true);
    await visited.page.waitForFunction(
      "window.openWidget && amazon_connect.ac.some(([name]) => name === 'authenticate')",
    );
    await openWidget(visited.page);
    const [[passed] = []] = await settle(visited);
    expect(await attributesOf(passed)).toEqual(JANE);
    expect(visited.uncaught).toEqual([]);
  });

  it.each<[title: string, signedIn: boolean, endpoint: RequestListener, logged: number]>([
    ['a visitor who is not signed in', false, token, 0],
    ['an endpoint that hangs up', true, (request) => request.socket.destroy(), 1],
  ])('loads nothing of the widget for %s', async (_title, signedIn, endpoint, logged) => {
    const { origin, requested } = await serveSite(OURS, endpoint);
    const visited = await visit(`${origin}/signed-in.html`, signedIn);
    await visited.page.waitForTimeout(1000);
    expect(requested.filter((path) => path !== '/favicon.ico')).toEqual(['/signed-in.html', '/token']);
    expect(visited.uncaught).toEqual([]);
    expect(visited.logged).toHaveLength(logged);
  });
});

describe('every-visitor.html, with an endpoint that returns {} from claims', () => {
  it.each([
    ['who is signed in', true, JANE],
    ['who is not signed in', false, undefined],
  ])('gives a visitor %s a token', async (_title, signedIn, attributes) => {
    const { origin } = await serveSite(
      OURS,
      createEndpoint(() => ({})),
    );
    const visited = await visit(`${origin}/every-visitor.html`, signedIn);
    await openWidget(visited.page);
    const [[passed] = []] = await settle(visited);
    expect(await attributesOf(passed)).toEqual(attributes);
  });
});
