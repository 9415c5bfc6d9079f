// Serves the pages of examples/page with a script that stands in for Amazon's widget, and opens them in Chromium.

import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { launchBrowser } from '../../playground/drive.js';
import { SECRET, WIDGET_ID } from '../support/helpers.js';

export const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

export const OURS = read('examples/page/authenticate.js');

/** The snippet, whose loader loads /stand-in.js here, and Amazon's callback. */
export const [SNIPPET = '', AMAZONS = ''] = read('playground/page/snippet.js').split(
  "// Amazon's own callback, unchanged.\n",
);

/**
 * Stands in for Amazon's widget, where its documentation says how it works: it takes the calls that the snippet
 * has queued, and calls the function that was passed for `authenticate` with a callback.
 */
const STAND_IN = `
  window.received = [];
  window.openWidget = function (callback = (...passed) => window.received.push(passed)) {
    for (const [name, value] of window.amazon_connect.ac) if (name === 'authenticate') value(callback);
  };
`;

export const JANE = { name: 'Jane', memberId: '123456789' };

/** An endpoint that gives Jane her token, and other visitors what `visitor` returns. */
export function createEndpoint(visitor: () => Response | object): RequestListener {
  const handler = createTokenHandler({
    widgetId: WIDGET_ID,
    secret: SECRET,
    claims: (request) =>
      request.headers.get('cookie') === 'session=jane' ? { attributes: JANE } : visitor(),
  });
  const listener = getRequestListener(handler, { overrideGlobalObjects: false });
  return (request, response) => void listener(request, response);
}

export const token = createEndpoint(() => new Response(null, { status: 401 }));

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

/** Listens until the test ends, and returns the origin. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    // Chromium repeats a request by itself if a connection that it used before is closed.
    response.shouldKeepAlive = false;
    listener(request, response);
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Serves the pages, with this callback and this endpoint. `requested` has the paths of all requests. */
export async function serveSite(
  authenticate: string,
  endpoint: RequestListener,
): Promise<{ origin: string; requested: string[] }> {
  const requested: string[] = [];
  const files: Readonly<Record<string, string>> = {
    '/every-visitor.html': read('examples/page/every-visitor.html'),
    '/signed-in.html': read('examples/page/signed-in.html'),
    '/snippet.js': SNIPPET,
    '/stand-in.js': STAND_IN,
    '/authenticate.js': authenticate,
    '/sign-in': '<!doctype html><title>Sign in</title>',
    '/favicon.ico': '',
  };
  const origin = await serve((request, response) => {
    const { url = '' } = request;
    requested.push(url);
    if (url === '/token') {
      endpoint(request, response);
      return;
    }
    const type = url.endsWith('.js') ? 'text/javascript' : 'text/html';
    response.writeHead(url in files ? 200 : 404, { 'Content-Type': type }).end(files[url]);
  });
  return { origin, requested };
}

/** A page, the errors that nothing caught, and what the callback has logged. */
export interface Visit {
  readonly page: Page;
  readonly uncaught: string[];
  readonly logged: string[];
}

/** Opens a page as Jane, or as a visitor who is not signed in. */
export async function visit(url: string, signedIn: boolean): Promise<Visit> {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  if (signedIn)
    await context.addCookies([{ name: 'session', value: 'jane', domain: '127.0.0.1', path: '/' }]);
  const page = await context.newPage();
  const uncaught: string[] = [];
  const logged: string[] = [];
  page.on('pageerror', (error) => uncaught.push(error.message));
  page.on('console', (message) => {
    // Without Chromium's own lines, such as "Failed to load resource".
    if (message.args().length > 0) logged.push(message.text());
  });
  await page.goto(url, { waitUntil: 'load' });
  return { page, uncaught, logged };
}

export const received = (page: Page): Promise<unknown[][]> => page.evaluate('window.received');

export const openWidget = (page: Page): Promise<unknown> => page.evaluate('void window.openWidget()');

/** Waits until the callback has called back or failed, and a little longer for what must not follow. */
export async function settle({ page, uncaught, logged }: Visit): Promise<unknown[][]> {
  await expect
    .poll(async () => (await received(page)).length + uncaught.length + logged.length, { timeout: 30_000 })
    .toBeGreaterThan(0);
  await page.waitForTimeout(300);
  return received(page);
}

export async function attributesOf(passed: unknown): Promise<unknown> {
  const options = { widgetId: WIDGET_ID, secret: SECRET, clockTolerance: 1 };
  return (await verifyWidgetToken(passed as string, options)).attributes;
}
