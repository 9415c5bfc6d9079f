// createNodeTokenHandler in servers of Node.js from the npm registry, over HTTP, and what a user sees who took
// the wrong handler.

import { json } from 'node:stream/consumers';
import { createNodeTokenHandler } from 'amazon-connect-widget-token/handler';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { SECRET, WIDGET_ID } from '../support/helpers.js';
import { countWrongTokens } from './customers.js';
import { serveHttp2, type Http2 } from './http2.js';
import { install, removeAll } from './installed-example.js';
import { listen } from './listen.js';
import { claims } from './servers/claims.js';
import { startServer, stopServers, type ServerProcess } from './server-process.js';

/** Where each server has a handler that is there by mistake. */
const SERVERS: Readonly<Record<string, { command: readonly string[]; mistaken: readonly string[] }>> = {
  'node:http': { command: ['node-http.js'], mistaken: ['/mistaken'] },
  'Express 4': { command: ['express.js', 'express4'], mistaken: ['/mistaken', '/mistaken/req'] },
  'Express 5': { command: ['express.js', 'express'], mistaken: ['/mistaken', '/mistaken/req'] },
  'Express 5 with express-session and compression': {
    command: ['express-session.js'],
    mistaken: ['/mistaken'],
  },
  Connect: { command: ['connect.js'], mistaken: ['/mistaken'] },
  NestJS: { command: ['nestjs.js'], mistaken: ['/mistaken'] },
  Fastify: { command: ['fastify.js'], mistaken: ['/mistaken', '/mistaken/node'] },
  Koa: { command: ['koa.js'], mistaken: ['/mistaken', '/mistaken/node'] },
};

const OPTIONS = { widgetId: WIDGET_ID, secret: SECRET };

type Ask = (path: string, init?: RequestInit) => Promise<Response>;

let folder: string;

beforeAll(() => {
  folder = install('test/endpoint/servers');
});

afterAll(removeAll);

describe.each(Object.entries(SERVERS))('%s', (_name, { command, mistaken }) => {
  let server: ServerProcess;

  beforeAll(async () => {
    const env = { CONNECT_WIDGET_ID: WIDGET_ID, CONNECT_SECRET: SECRET };
    server = await startServer(folder, () => [process.execPath, ...command], env);
  });

  afterAll(stopServers);

  // A request without an answer fails here, and not only by the timeout of the test.
  const ask: Ask = (path, init) =>
    fetch(server.origin + path, { ...init, signal: AbortSignal.timeout(30_000) });

  itAnswers(ask);

  it('gives two customers at once their own tokens', async () => {
    expect(await countWrongTokens(`${server.origin}/token`, 1000, 32)).toBe(0);
  });

  it('answers 500 if `claims` fails, and logs why', async () => {
    await expectNoToken(await ask('/token', { headers: { 'x-claims': 'fail' } }));
    await expect
      .poll(() => server.printed())
      .toContain('No widget token: claims threw Error: the database is down\n');
  });

  it('answers 500 if `claims` calls `next`, and the server goes on', async () => {
    // With a body, which a server may wait for before it answers itself.
    const init = { method: 'POST', body: 'x', headers: { 'x-claims': 'next' } };
    await expectNoToken(await ask('/token', init));
    await expect
      .poll(() => server.printed())
      .toContain('No widget token: claims threw Error: the session store is down\n');
    expect((await ask('/token')).status).toBe(401);
  });

  it.each(mistaken)(
    'answers 500 for a handler that is at %s by mistake, and logs which is right',
    async (path) => {
      const before = server.printed().length;
      await expectNoToken(await ask(path, { headers: { cookie: 'session=jane' } }));
      await expect.poll(() => server.printed().slice(before)).toContain('Use createNodeTokenHandler');
      expect(server.printed().slice(before)).toMatch(/^No widget token: ERR_REQUEST_INVALID: .*\n$/);
    },
  );
});

describe('node:http2', () => {
  let server: Http2;

  const token = createNodeTokenHandler({ ...OPTIONS, claims });
  const forOrigins = createNodeTokenHandler({ ...OPTIONS, claims, origins: ['https://www.example.com'] });

  beforeEach(async () => {
    server = await serveHttp2(async (req, res) => {
      if (req.url === '/origins/token') return forOrigins(req, res);
      if (req.url === '/parsed/token') Object.assign(req, { body: await json(req) });
      return token(req, res);
    });
  });

  itAnswers((path, init) => server.ask(path, init));

  it('gives two customers at once their own tokens', async () => {
    expect(await countWrongTokens('/token', 1000, 32, server.ask)).toBe(0);
  });

  it('compares `Origin` with `:authority`', async () => {
    const statusFrom = async (origin: string): Promise<number> => {
      const headers = { cookie: 'session=jane', origin };
      return (await server.ask('/origins/token', { method: 'POST', headers })).status;
    };
    expect(await statusFrom(`http://${server.authority}`)).toBe(200);
    expect(await statusFrom(`https://${server.authority}`)).toBe(200);
    expect(await statusFrom('https://www.example.com')).toBe(200);
    expect(await statusFrom('https://example.net')).toBe(403);
    expect(await statusFrom('null')).toBe(403);
  });
});

describe('a server of the Fetch API with createNodeTokenHandler', () => {
  const token = createNodeTokenHandler({ ...OPTIONS, claims: () => ({}) }) as unknown as (
    ...given: unknown[]
  ) => Promise<Response>;

  const app = new Hono().all('/token', (c) => token(c.req.raw, c));

  it.each([
    ['a function of the request, as in Hono', (request: Request) => app.fetch(request)],
    [
      'a function of the request and what the server knows, as in Deno',
      (request: Request) => token(request, {}),
    ],
    ['an event with the request, as in SvelteKit', (request: Request) => token({ request })],
  ])('answers 500, and logs which is right: %s', async (_call, answer) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    onTestFinished(() => {
      log.mockRestore();
    });
    const origin = await listen(answer);
    await expectNoToken(await fetch(`${origin}/token`, { signal: AbortSignal.timeout(30_000) }));
    expect(log.mock.calls).toEqual([[expect.stringContaining('Use createTokenHandler.')]]);
  });
});

/** What every server must answer. */
function itAnswers(ask: Ask): void {
  const headers = { cookie: 'session=jane' };

  it.each(['GET', 'POST'])('answers %s with a token that must not be cached', async (method) => {
    const response = await ask('/token', { method, headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await attributesOf(response)).toEqual({ session: 'jane' });
  });

  it.each(['return', 'throw'])('sends a 401 that `claims` %ss', async (how) => {
    const response = await ask('/token', {
      headers: how === 'throw' ? { 'x-claims': 'throw a Response' } : {},
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe('');
  });

  it.each(['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('answers %s with 405', async (method) => {
    const response = await ask('/token', { method, headers });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe(method === 'HEAD' ? '' : '{"error":"method_not_allowed"}');
  });

  it('answers after a body parser, which has read the request', async () => {
    const body = JSON.stringify({ name: 'John' });
    const sent = { ...headers, 'content-type': 'application/json' };
    const response = await ask('/parsed/token', { method: 'POST', headers: sent, body });
    expect(response.status).toBe(200);
    expect(await attributesOf(response)).toEqual({ session: 'jane', name: 'John' });
  });
}

async function attributesOf(response: Response): Promise<unknown> {
  const { data } = (await response.json()) as { data: string };
  return (await verifyWidgetToken(data, { ...OPTIONS, clockTolerance: 1 })).attributes;
}

async function expectNoToken(response: Response): Promise<void> {
  expect(response.status).toBe(500);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.text()).toBe('{"error":"token_unavailable"}');
}
