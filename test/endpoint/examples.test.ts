// Installs and starts each example as its README says, and requests a token as the snippet in the page does.

import { fileURLToPath } from 'node:url';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECRET, WIDGET_ID } from '../support/helpers.js';
import { authenticate } from '../support/snippet.js';
import { compileErrors, projectErrors } from './compile-errors.js';
import { install, removeAll, runScript, runTool, writeEnv } from './installed-example.js';
import { PLATFORM } from './platform.js';
import { startServer, stopServers, type ServerProcess } from './server-process.js';

const LAMBDA_URL = fileURLToPath(new URL('lambda-url.js', import.meta.url));

const ENV = { CONNECT_WIDGET_ID: WIDGET_ID, CONNECT_SECRET: SECRET, SESSION_SECRET: 'a secret for tests' };

/** Too short to be a security key. */
const WRONG_SECRET = 'wrong-7f3a';

const JANE = { name: 'Jane', memberId: '123456789' };
const JOHN = { name: 'John', memberId: '987654321' };

interface Example {
  /** The paths of the token, if not only /token: whether every method is ours, or the framework answers some. */
  readonly paths?: Readonly<Record<string, 'every method' | 'GET, HEAD, POST'>>;
  /** Tools that its reader already has, so its package.json does not name them. */
  readonly tools?: readonly string[];
  readonly start?: (port: string) => readonly [string, ...string[]];
  /** Compiles it and returns the errors, if it is in TypeScript. */
  readonly compile?: (folder: string) => string;
  /** The platforms that its runtime is published for, if not all. */
  readonly platforms?: RegExp;
}

const EXAMPLES: Readonly<Record<string, Example>> = {
  'node-http': {},
  express: {},
  fastify: {},
  nestjs: { compile: projectErrors },
  hono: {},
  'cloudflare-worker': {
    start: (port) => ['npm', 'start', '--', '--port', port, '--ip', '127.0.0.1'],
    compile: (folder) => {
      runTool(folder, 'wrangler', 'types');
      return compileErrors(folder, ['worker.ts', 'worker-configuration.d.ts']);
    },
    platforms: /^(linux-(x64|arm64)-glibc|darwin)/,
  },
  next: {
    paths: {
      '/token': 'GET, HEAD, POST',
      '/redirect/token': 'GET, HEAD, POST',
      '/edge/token': 'GET, HEAD, POST',
      '/api/token': 'every method',
    },
    compile: projectErrors,
    platforms: /^(linux-(x64|arm64)|darwin)/,
  },
  sveltekit: { compile: projectErrors, platforms: /^(linux-(x64|arm64)|darwin)/ },
  'react-router': {
    compile: (folder) => {
      runTool(folder, 'react-router', 'typegen');
      return projectErrors(folder);
    },
    platforms: /^(linux-(x64|arm64)|darwin)/,
  },
  'aws-lambda': {
    start: () => [process.execPath, '--env-file=.env', LAMBDA_URL, 'index.js'],
  },
  deno: {
    tools: ['deno@2.9.6'],
    compile: (folder) => runTool(folder, 'deno', 'check', '--quiet', 'server.ts'),
    platforms: /^(linux-(x64|arm64)-glibc|darwin)/,
  },
  bun: {
    tools: ['bun@1.4.5', '@types/bun@1.4.5'],
    compile: (folder) => compileErrors(folder, ['server.ts'], ['bun']),
    platforms: /^(linux-(x64|arm64)|darwin)/,
  },
};

const npmStart = (): readonly [string, string] => ['npm', 'start'];

afterAll(removeAll);

for (const [name, example] of Object.entries(EXAMPLES)) {
  const {
    paths = { '/token': 'every method' },
    tools = [],
    start = npmStart,
    compile,
    platforms = /^(linux|darwin)/,
  } = example;
  const runs = platforms.test(PLATFORM);

  describe.skipIf(!runs)(`examples/${name}${runs ? '' : `, skipped: not tested on ${PLATFORM}`}`, () => {
    let folder: string;
    let server: ServerProcess;

    beforeAll(async () => {
      folder = install(`examples/${name}`, tools);
      runScript(folder, 'build');
      writeEnv(folder, ENV);
      server = await startServer(folder, start);
    });

    afterAll(stopServers);

    /** Signs a customer in as README says, and returns the cookie. */
    async function signIn(memberId: string): Promise<string> {
      const response = await fetch(`${server.origin}/login?memberId=${memberId}`, { method: 'POST' });
      expect(response.status).toBe(204);
      const [cookie = ''] = response.headers.getSetCookie();
      expect(cookie).toMatch(/; *HttpOnly/i);
      return cookie.replace(/;.*/, '');
    }

    if (compile !== undefined) {
      it('compiles without errors', () => {
        expect(compile(folder)).toBe('');
      });
    }

    describe.each(Object.entries(paths))('%s', (path, methods) => {
      const ask = (init?: RequestInit): Promise<Response> => fetch(server.origin + path, init);

      it.each([JANE, JOHN])('gives the snippet the token of $name, who is signed in', async (customer) => {
        const headers = { cookie: await signIn(customer.memberId) };
        const asked: string[] = [];
        const token = await authenticate((url) => {
          asked.push(url);
          return ask({ headers });
        });
        expect(asked).toEqual(['/token']);
        expect(await attributesOf(token)).toEqual(customer);
      });

      it('gives each of two customers at once their own token', async () => {
        const customers = [JANE, JOHN, JANE, JOHN, JANE, JOHN, JANE, JOHN];
        const cookies = await Promise.all(customers.map(({ memberId }) => signIn(memberId)));
        const tokens = cookies.map((cookie) => authenticate(() => ask({ headers: { cookie } })));
        const attributes = await Promise.all((await Promise.all(tokens)).map(attributesOf));
        expect(attributes).toEqual(customers);
      });

      it('answers with JSON that must not be cached', async () => {
        const response = await ask({ headers: { cookie: await signIn(JANE.memberId) } });
        expect(response.status).toBe(200);
        expect(response.headers.get('content-type')).toMatch(/^application\/json(; ?charset=utf-8)?$/);
        expect(response.headers.get('cache-control')).toBe('no-store');
        expect(Object.keys((await response.json()) as object)).toEqual(['data']);
      });

      const notSignedIn = path === '/redirect/token' ? 307 : 401;

      it(`answers ${notSignedIn} without a session, and for a session that it did not sign`, async () => {
        const signed = await signIn(JANE.memberId);
        for (const cookie of ['', `session=${JANE.memberId}`, signed.replace(/.{5}$/, 'AAAAA')]) {
          const response = await ask({ headers: { cookie }, redirect: 'manual' });
          expect(response.status).toBe(notSignedIn);
          if (notSignedIn === 307) expect(response.headers.get('location')).toBe('/login');
          else expect(response.headers.get('cache-control')).toBe('no-store');
          expect(await response.text()).not.toContain('ey');
        }
        expect(server.printed()).not.toContain('No widget token');
      });

      it('does not sign attributes that the browser sends', async () => {
        const headers = {
          cookie: await signIn(JANE.memberId),
          'content-type': 'application/json',
          'x-member-id': JOHN.memberId,
        };
        const query = `memberId=${JOHN.memberId}&name=John&attributes[name]=John&attributes={"name":"John"}`;
        const url = `${server.origin}${path}?${query}`;
        const body = JSON.stringify({ ...JOHN, attributes: JOHN });
        const got = await fetch(url, { headers });
        const posted = await fetch(url, { headers, method: 'POST', body });
        for (const response of [got, posted]) {
          const { data } = (await response.json()) as { data: string };
          expect(await attributesOf(data)).toEqual(JANE);
        }
      });

      it('does not send a token for other methods, and sends no body for HEAD', async () => {
        const headers = { cookie: await signIn(JANE.memberId) };
        for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
          const response = await ask({ method, headers });
          expect(await response.text()).not.toContain('ey');
          if (methods !== 'every method' && method !== 'HEAD') continue;
          expect([method, response.status]).toEqual([
            method,
            name === 'hono' && method === 'OPTIONS' ? 204 : 405,
          ]);
          expect(response.headers.get('allow')).toBe(name === 'hono' ? 'GET, POST, OPTIONS' : 'GET, POST');
          expect(response.headers.get('cache-control')).toBe('no-store');
        }
      });
    });

    if (name === 'hono') {
      it('lets only the configured origin read the response', async () => {
        const cookie = await signIn(JANE.memberId);
        const askFrom = (origin: string, method: string): Promise<Response> => {
          const headers = { cookie, origin, 'access-control-request-method': 'GET' };
          return fetch(`${server.origin}/token`, { method, headers });
        };
        for (const [method, status] of [
          ['OPTIONS', 204],
          ['GET', 200],
        ] as const) {
          const allowed = await askFrom('https://www.example.com', method);
          expect(allowed.status).toBe(status);
          expect(allowed.headers.get('access-control-allow-origin')).toBe('https://www.example.com');
          expect(allowed.headers.get('access-control-allow-credentials')).toBe('true');
          const refused = await askFrom('https://example.net', method);
          expect(refused.status).toBe(403);
          expect(JSON.stringify([...refused.headers])).not.toContain('access-control');
        }
      });
    }

    it('reports the cause of a failure to the server, and not to the browser', async () => {
      await stopServers();
      writeEnv(folder, { ...ENV, CONNECT_SECRET: WRONG_SECRET });
      server = await startServer(folder, start);
      const headers = { cookie: await signIn(JANE.memberId) };
      for (const path of Object.keys(paths)) {
        const response = await fetch(server.origin + path, { headers });
        expect(response.status).toBe(500);
        expect(await response.text()).toBe('{"error":"token_unavailable"}');
        expect(response.headers.get('content-type')).toMatch(/^application\/json/);
        expect(response.headers.get('cache-control')).toBe('no-store');
        expect(JSON.stringify([...response.headers])).not.toMatch(/ERR_|wrong-7f3a|Jane/);
      }
      await expect.poll(() => server.printed(), { timeout: 10_000 }).toContain('ERR_SECRET_INVALID');
      expect(server.printed()).not.toMatch(/wrong-7f3a|Jane/);
    });
  });
}

async function attributesOf(token: string): Promise<unknown> {
  const options = { widgetId: WIDGET_ID, secret: SECRET, clockTolerance: 1 };
  return (await verifyWidgetToken(token, options)).attributes;
}
