// Which pages can read a token, in a real Chromium: those of `origins` and of the endpoint itself, although every
// answer has `Cross-Origin-Resource-Policy: same-origin`.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createNodeTokenHandler } from 'amazon-connect-widget-token/handler';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { launchBrowser } from '../../playground/drive.js';
import { SECRET, WIDGET_ID } from '../support/helpers.js';
import { listenNode } from './listen.js';
import { cachingProxy, NGINX } from './nginx.js';

const OPTIONS = { widgetId: WIDGET_ID, secret: SECRET };

const NOT_READABLE = 'TypeError: Failed to fetch';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

interface Asked {
  readonly method: string | undefined;
  readonly origin: string | undefined;
  readonly status: number;
  readonly cors: string[];
}

interface Endpoint {
  readonly origin: string;
  /** What the endpoint received and answered, in order. */
  readonly asked: Asked[];
}

/** Serves the endpoint at /token, and an empty page at any other path. */
async function serve(answer: (req: IncomingMessage, res: ServerResponse) => unknown): Promise<Endpoint> {
  const asked: Asked[] = [];
  const origin = await listenNode(async (req, res) => {
    if (req.url !== '/token') {
      answerPage(req, res);
      return;
    }
    await answer(req, res);
    const cors = res.getHeaderNames().filter((name) => name.startsWith('access-control-'));
    asked.push({ method: req.method, origin: req.headers.origin, status: res.statusCode, cors });
  });
  return { origin, asked };
}

function answerPage(_req: IncomingMessage, res: ServerResponse): void {
  res.setHeader('Content-Type', 'text/html');
  res.end('<!doctype html><title>A page</title>');
}

function tokenFor(origins?: string[]): ReturnType<typeof createNodeTokenHandler> {
  return createNodeTokenHandler({
    ...OPTIONS,
    origins,
    claims({ headers }) {
      const session = /session=(\w+)/.exec(String(headers.cookie))?.[1];
      if (session === undefined) return new Response(null, { status: 401 });
      return { attributes: { session, authorization: String(headers.authorization) } };
    },
  });
}

/** Opens a page in a browser that has a session at the endpoint. */
async function open(url: string, endpoint: string): Promise<Page> {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  await context.addCookies([{ name: 'session', value: 'jane', url: endpoint, sameSite: 'Lax' }]);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** What a page reads of the endpoint: the attributes of its token, a status, or why it could not be read. */
async function read(page: Page | Frame, url: string, init: RequestInit = {}): Promise<unknown> {
  const body = await page.evaluate(
    async ([url, init]) => {
      try {
        const response = await fetch(url, { credentials: 'include', ...init });
        return response.ok ? await response.text() : response.status;
      } catch (error) {
        return String(error);
      }
    },
    [url, init] as const,
  );
  if (typeof body !== 'string' || !body.startsWith('{')) return body;
  const { data } = JSON.parse(body) as { data: string };
  return (await verifyWidgetToken(data, { ...OPTIONS, clockTolerance: 1 })).attributes;
}

const JANE = { session: 'jane', authorization: 'undefined' };

describe('with `origins`', () => {
  it('a page of the list reads the token with its cookie', async () => {
    const page = await listenNode(answerPage);
    const { origin, asked } = await serve(tokenFor([page]));
    const opened = await open(page, origin);
    expect(await read(opened, `${origin}/token`)).toEqual(JANE);
    expect(await read(opened, `${origin}/token`, { method: 'POST' })).toEqual(JANE);
    expect(asked.map(({ method, origin, status }) => [method, origin, status])).toEqual([
      ['GET', page, 200],
      ['POST', page, 200],
    ]);
  });

  it('a page of the list reads a 401 too', async () => {
    const page = await listenNode(answerPage);
    const { origin } = await serve(tokenFor([page]));
    expect(await read(await open(page, origin), `${origin}/token`, { credentials: 'omit' })).toBe(401);
  });

  it('a page of the list may send Authorization and Content-Type, after a preflight, and no other header', async () => {
    const page = await listenNode(answerPage);
    const { origin, asked } = await serve(tokenFor([page]));
    const opened = await open(page, origin);
    const headers = { authorization: 'Bearer abc', 'content-type': 'application/json' };
    const posted = read(opened, `${origin}/token`, { method: 'POST', headers, body: '{}' });
    expect(await posted).toEqual({ session: 'jane', authorization: 'Bearer abc' });
    expect(asked.map(({ method, status }) => [method, status])).toEqual([
      ['OPTIONS', 204],
      ['POST', 200],
    ]);
    expect(await read(opened, `${origin}/token`, { headers: { 'x-other': 'a' } })).toBe(NOT_READABLE);
    expect(await read(opened, `${origin}/token`, { method: 'PUT' })).toBe(NOT_READABLE);
    expect(asked.slice(2).map(({ method }) => method)).toEqual(['OPTIONS', 'OPTIONS']);
  });

  it('another page cannot read it, and gets 403 without a CORS header', async () => {
    const { origin, asked } = await serve(tokenFor(['https://www.example.com']));
    const page = await listenNode(answerPage);
    const opened = await open(page, origin);
    expect(await read(opened, `${origin}/token`)).toBe(NOT_READABLE);
    const headers = { authorization: 'Bearer abc' };
    expect(await read(opened, `${origin}/token`, { headers })).toBe(NOT_READABLE);
    expect(asked).toEqual([
      { method: 'GET', origin: page, status: 403, cors: [] },
      { method: 'OPTIONS', origin: page, status: 403, cors: [] },
    ]);
  });

  it('another page could read it from an endpoint that repeats every origin', async () => {
    const token = tokenFor();
    const { origin } = await serve((req, res) => {
      res.setHeader('Access-Control-Allow-Origin', String(req.headers.origin));
      res.setHeader('Access-Control-Allow-Credentials', 'true');
      return token(req, res);
    });
    const opened = await open(await listenNode(answerPage), origin);
    expect(await read(opened, `${origin}/token`)).toEqual(JANE);
  });

  it.each([
    ['sandboxed', '<iframe sandbox="allow-scripts" srcdoc="a frame"></iframe>'],
    ['of a data: URL', '<iframe src="data:text/html,a frame"></iframe>'],
  ])('a frame that is %s cannot read it, even in a page of the list', async (_kind, html) => {
    const page = await listenNode(answerPage);
    const { origin, asked } = await serve(tokenFor([page]));
    const opened = await open(page, origin);
    await opened.setContent(html);
    const frame = opened.frames().find((one) => one !== opened.mainFrame());
    if (frame === undefined) expect.fail('the page has no frame');
    expect(await read(frame, `${origin}/token`)).toBe(NOT_READABLE);
    expect(asked).toEqual([{ method: 'GET', origin: 'null', status: 403, cors: [] }]);
  });

  it("the endpoint's own page reads it by GET, which has no Origin, and by POST, which has one", async () => {
    const { origin, asked } = await serve(tokenFor([]));
    const opened = await open(origin, origin);
    expect(await read(opened, '/token')).toEqual(JANE);
    expect(await read(opened, '/token', { method: 'POST' })).toEqual(JANE);
    expect(asked.map((one) => one.origin)).toEqual([undefined, origin]);
  });
});

describe('without `origins`', () => {
  it('another page cannot read the token, not even as a script', async () => {
    const { origin, asked } = await serve(tokenFor());
    const opened = await open(await listenNode(answerPage), origin);
    expect(await read(opened, `${origin}/token`)).toBe(NOT_READABLE);
    // `Cross-Origin-Resource-Policy`: without it, the page would receive an opaque response.
    expect(await read(opened, `${origin}/token`, { mode: 'no-cors' })).toBe(NOT_READABLE);
    expect(asked.map(({ status, cors }) => [status, cors])).toEqual([
      [200, []],
      [200, []],
    ]);
  });
});

// CI installs nginx, so there the tests must not be skipped.
const skipped = NGINX === undefined && process.env.CI === undefined;

describe.skipIf(skipped)(`behind nginx${skipped ? ', skipped: nginx is not installed' : ''}`, () => {
  it('that keeps Host, its own pages and those of the list read the token, and no others', async () => {
    const page = await listenNode(answerPage);
    const { origin, asked } = await serve(tokenFor([page]));
    const proxy = await cachingProxy(origin, '$http_host');
    expect(await read(await open(`${proxy}/page`, proxy), '/token', { method: 'POST' })).toEqual(JANE);
    expect(await read(await open(page, proxy), `${proxy}/token`)).toEqual(JANE);
    const other = await listenNode(answerPage);
    expect(await read(await open(other, proxy), `${proxy}/token`)).toBe(NOT_READABLE);
    expect(asked.map(({ origin, status }) => [origin, status])).toEqual([
      [proxy, 200],
      [page, 200],
      [other, 403],
    ]);
  });

  it('that changes Host, its own pages read the token by POST only if they are on the list', async () => {
    const { origin } = await serve(tokenFor(['https://www.example.com']));
    const proxy = await cachingProxy(origin);
    expect(await read(await open(`${proxy}/page`, proxy), '/token', { method: 'POST' })).toBe(403);

    const origins = ['https://www.example.com'];
    const listed = await serve((req, res) => tokenFor(origins)(req, res));
    const listedProxy = await cachingProxy(listed.origin);
    origins.push(listedProxy);
    expect(await read(await open(`${listedProxy}/page`, listedProxy), '/token', { method: 'POST' })).toEqual(
      JANE,
    );
  });
});
