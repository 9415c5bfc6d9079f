// The code of a server that the page without one shows: it runs, and signs exactly the attributes of the page.

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { describe, expect, it } from 'vitest';
import { serverCode } from '../page/server-code.js';
import { SECRET, WIDGET_ID } from './fixtures.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Keys and values that a careless writer of code would break. */
const STRINGS = JSON.parse(
  String.raw`{"name": "O'Brien", "__proto__": "x", "plan-tier": "a\\b\"c", "lines": "two\nlines ` +
    String.raw`${'${name}'} \u2028 🦉", "class": "", "toString": "y"}`,
) as Record<string, string>;

const NUMBERS = { name: 'Jane', age: 45.5, vip: true, plan: null };

/** Writes the code into a project in which the package is installed as in this clone. */
function write(code: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'playground-code-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/amazon-connect-widget-token'));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'server.js'), code);
  return folder;
}

const env = { ...process.env, CONNECT_WIDGET_ID: WIDGET_ID, CONNECT_SECRET: SECRET };

/** Runs a caller of the code, which prints the body of its answer. */
function call(folder: string, caller: string): string {
  writeFileSync(join(folder, 'call.js'), caller);
  return execFileSync(process.execPath, ['call.js'], { cwd: folder, env, encoding: 'utf8' });
}

async function attributesOf(body: string): Promise<unknown> {
  const { data } = JSON.parse(body) as { data: string };
  const { attributes } = await verifyWidgetToken(data, { widgetId: WIDGET_ID, secret: SECRET });
  return attributes;
}

function codeFor(...[server, attributes]: [Parameters<typeof serverCode>[0], unknown]): string {
  return serverCode(server, attributes, WIDGET_ID) ?? 'throw new Error("no code")';
}

describe('the code for the Fetch API', () => {
  it.each([
    ['text', STRINGS, STRINGS],
    ['other values', NUMBERS, { name: 'Jane', age: '45.5', vip: 'true' }],
    ['no attributes', {}, undefined],
  ])('signs exactly the attributes: %s', async (_what, attributes, signed) => {
    const folder = write(codeFor('fetch', attributes));
    const body = call(
      folder,
      `import { GET } from './server.js';
      console.log(await (await GET(new Request('https://example.com/token'))).text());`,
    );
    expect((await attributesOf(body)) ?? {}).toEqual(signed ?? {});
  });
});

describe('the code for Lambda', () => {
  it('signs exactly the attributes', async () => {
    const folder = write(codeFor('lambda', STRINGS));
    const body = call(
      folder,
      `import { handler } from './server.js';
      const http = { method: 'GET', path: '/token', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' };
      const event = { version: '2.0', rawPath: '/token', rawQueryString: '', headers: {}, isBase64Encoded: false, requestContext: { http } };
      console.log((await handler(event, {})).body);`,
    );
    expect(await attributesOf(body)).toEqual(STRINGS);
  });
});

/** As in examples/express, with its dependencies as they were then. */
const EXPRESS = ['express@5.3.0', '--before', '2026-11-22'];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// Needs the npm registry.
describe('the code for Express', () => {
  it('signs exactly the attributes', async () => {
    const folder = write(codeFor('express', STRINGS));
    const flags = ['--no-save', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'];
    execFileSync('npm', ['install', ...flags, '--prefix', join(folder, 'node_modules/.express'), ...EXPRESS]);
    symlinkSync(
      join(folder, 'node_modules/.express/node_modules/express'),
      join(folder, 'node_modules/express'),
    );
    const port = await freePort();
    const server = spawn(process.execPath, ['server.js'], {
      cwd: folder,
      env: { ...env, PORT: String(port) },
      stdio: 'inherit',
    });
    try {
      const ask = (): Promise<Response | undefined> =>
        fetch(`http://127.0.0.1:${port}/token`).catch(() => undefined);
      await expect.poll(async () => (await ask())?.status, { timeout: 30_000 }).toBe(200);
      const answer = await ask();
      expect(answer?.headers.get('cache-control')).toBe('no-store');
      expect(await attributesOf((await answer?.text()) ?? '')).toEqual(STRINGS);
    } finally {
      server.kill();
    }
  });
});

describe('a server', () => {
  it.each([
    ['an invalid key', { 'first name': 'Jane' }],
    ['an object as a value', { name: { ValueString: 'Jane' } }],
    ['too many bytes', { name: 'x'.repeat(3000) }],
    ['an array', ['Jane']],
    ['invalid JSON', '{"name": '],
  ])('would refuse, so there is no code for it: %s', (_what, attributes) => {
    expect(serverCode('fetch', attributes, WIDGET_ID)).toBeUndefined();
  });
});
