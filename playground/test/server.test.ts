// The playground's server: its endpoint works as on a site, only this machine can use it, and it never sends
// the key.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { describe, expect } from 'vitest';
import { holdsKey, it, SECRET, WIDGET_ID } from './fixtures.js';

const SERVER = fileURLToPath(new URL('../server.js', import.meta.url));
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** Saves the attributes in a new session, and returns its cookie. */
async function signIn(address: string, attributes: unknown): Promise<string> {
  const body = JSON.stringify({ attributes });
  const response = await fetch(`${address}session`, { method: 'POST', headers: JSON_TYPE, body });
  expect(response.status).toBe(200);
  const cookie = response.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^playground_session=[\w-]{36}; Path=\/; HttpOnly; SameSite=Strict$/);
  return cookie.split(';')[0] ?? '';
}

/** Sends a request on its own connection, with any headers. fetch would not let a test set all of them. */
function askOnce(url: string, headers: Record<string, string>, body?: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const asking = request(url, { method, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.on('error', reject).end(body);
  });
}

describe('the endpoint', () => {
  it('signs the session of the caller, and nothing from the request itself', async ({
    playground: { address },
  }) => {
    const [jane, june] = await Promise.all([
      signIn(address, { name: 'Jane' }),
      signIn(address, { name: 'June' }),
    ]);
    for (const [cookie, name] of [
      [jane, 'Jane'],
      [june, 'June'],
    ] as const) {
      const body = JSON.stringify({ attributes: { name: 'Mallory' } });
      const headers = { ...JSON_TYPE, cookie };
      const response = await fetch(`${address}token?name=Mallory`, { method: 'POST', headers, body });
      expect(response.headers.get('cache-control')).toBe('no-store');
      const { data } = (await response.json()) as { data: string };
      const { attributes } = await verifyWidgetToken(data, { widgetId: WIDGET_ID, secret: SECRET });
      expect(attributes).toEqual({ name });
    }
  });

  it('answers 401 without a session, and 405 to other methods', async ({ playground: { address } }) => {
    for (const cookie of ['', 'playground_session=made-up', 'playground_session=__proto__']) {
      const response = await fetch(`${address}token`, { headers: { cookie } });
      expect(response.status).toBe(401);
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
    expect((await fetch(`${address}token`, { method: 'DELETE' })).status).toBe(405);
  });

  it('logs the reason for a refusal, and does not send it to the browser', async ({
    playground: { address, errors },
  }) => {
    const cookie = await signIn(address, { age: 45 });
    const response = await fetch(`${address}token`, { headers: { cookie } });
    expect([response.status, await response.text()]).toEqual([500, '{"error":"token_unavailable"}']);
    expect(errors.at(-1)).toMatch(
      /^\/token: ERR_ATTRIBUTE_VALUE_NOT_STRING: attributes\["age"\] must be a string/,
    );
  });
});

describe('the server', () => {
  it('sends a strict Content-Security-Policy, and forbids caching', async ({ playground: { address } }) => {
    for (const path of ['', 'index.html', 'main.js', 'token', 'snippet.js', 'nothing-here']) {
      const { headers } = await fetch(`${address}${path}`);
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; script-src 'self' 'sha256-[\w+/=]{44}'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('answers only requests for 127.0.0.1 and localhost', async ({ playground: { address } }) => {
    const { port } = new URL(address);
    const ask = (host: string): Promise<number | undefined> =>
      askOnce(`http://127.0.0.1:${port}/settings`, { host });
    expect(await ask(`127.0.0.1:${port}`)).toBe(200);
    expect(await ask(`localhost:${port}`)).toBe(200);
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1.evil.example',
      '[::1]',
      'evil@127.0.0.1',
    ]) {
      expect(await ask(host)).toBeGreaterThanOrEqual(400);
    }
  });

  it('reads only bodies that are declared as JSON, up to a size limit', async ({
    playground: { address },
  }) => {
    const post = (body: string, headers: Record<string, string>): Promise<Response> =>
      fetch(`${address}session`, { method: 'POST', headers, body });
    expect((await post('{}', { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await post('{', JSON_TYPE)).status).toBe(400);
    expect((await post('null', JSON_TYPE)).status).toBe(200);
    const long = JSON.stringify({ attributes: 'x'.repeat(1_000_000) });
    expect(await askOnce(`${address}session`, JSON_TYPE, long)).toBe(413);
    const asked = await fetch(`${address}session`, { method: 'OPTIONS' });
    expect(asked.status).toBe(404);
    expect([...asked.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('serves its own files and no others', async ({ playground: { address } }) => {
    const built = readFileSync(new URL('../../dist/index.js', import.meta.url), 'utf8');
    expect(await (await fetch(`${address}package/index.js`)).text()).toBe(built);
    expect((await fetch(`${address}jose/jws/compact/sign.js`)).status).toBe(200);
    for (const path of [
      '..%2fserver.js',
      'package/..%2f..%2fpackage.json',
      'server.js',
      'app.js',
      'jose/..%2f..%2f..%2f',
    ]) {
      expect((await fetch(`${address}${path}`)).status).toBe(404);
    }
  });

  it('never puts the key in a response', async ({ playground: { address } }) => {
    const cookie = await signIn(address, { [SECRET]: SECRET.slice(0, 20) });
    const bodies = await Promise.all(
      ['', 'settings', 'token', 'refusal', 'snippet.js', 'session', 'verify', 'inspect'].map(async (path) => {
        return (await fetch(`${address}${path}`, { headers: { cookie } })).text();
      }),
    );
    expect(bodies.filter(holdsKey)).toEqual([]);
  });
});

describe('npm run playground', () => {
  it.for([
    ['a key with a newline', { CONNECT_SECRET: `${SECRET}\n` }, /^ERR_SECRET_INVALID: secret must not have/],
    ['a widget id in quotes', { CONNECT_WIDGET_ID: '"my-widget"' }, /^ERR_WIDGET_ID_INVALID: /],
  ] as const)('reports the error and exits when given %s', ([, environment, message]) => {
    const env = { ...process.env, CONNECT_SECRET: SECRET, CONNECT_WIDGET_ID: WIDGET_ID, ...environment };
    const { status, stdout, stderr } = spawnSync(process.execPath, [SERVER], {
      env,
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect(stderr).toMatch(message);
    expect(status).toBe(1);
    expect(holdsKey(stdout + stderr)).toBe(false);
  });

  it('says what to do when the port is in use', ({ playground: { address } }) => {
    const env = { ...process.env, CONNECT_SECRET: '', CONNECT_WIDGET_ID: '', PORT: new URL(address).port };
    const { status, stderr } = spawnSync(process.execPath, [SERVER], {
      env,
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect(stderr).toMatch(/^listen EADDRINUSE.*\. Set PORT=0 to use a free port\.\n$/);
    expect(status).toBe(1);
  });
});
