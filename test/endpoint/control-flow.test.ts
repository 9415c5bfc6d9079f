// What `claims` throws for a framework, in real builds: the framework receives it, and nothing is logged. The
// routes in control-flow/ are added to the examples.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { SECRET, WIDGET_ID } from '../support/helpers.js';
import { copyFiles, install, removeAll, runScript, writeEnv } from './installed-example.js';
import { listen } from './listen.js';
import { PLATFORM } from './platform.js';
import { startServer, stopServers, type ServerProcess } from './server-process.js';

const ENV = { CONNECT_WIDGET_ID: WIDGET_ID, CONNECT_SECRET: SECRET, SESSION_SECRET: 'a secret for tests' };

type Answer = readonly [status: number, location?: string];

/** What each framework answers at /flow/KIND. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, Answer>>>> = {
  next: {
    redirect: [307, '/login'],
    'permanent-redirect': [308, '/login'],
    'not-found': [404],
    response: [401],
  },
  sveltekit: { redirect: [303, '/login'], error: [403], response: [401] },
  'react-router': { redirect: [302, '/login'], data: [403], response: [401] },
};

const LOG_LINE = 'No widget token: ';

// Those of the compilers that the frameworks build with.
const runs = /^(linux-(x64|arm64)|darwin)/.test(PLATFORM);

afterAll(removeAll);

describe.skipIf(!runs).each(Object.entries(ANSWERS))(
  `%s${runs ? '' : `, skipped: not tested on ${PLATFORM}`}`,
  (name, answers) => {
    let folder: string;
    let build: string;
    let server: ServerProcess;

    beforeAll(async () => {
      folder = install(`examples/${name}`);
      copyFiles(`test/endpoint/control-flow/${name}`, folder);
      writeEnv(folder, ENV);
      build = runScript(folder, 'build');
      server = await startServer(folder, () => ['npm', 'start']);
    });

    afterAll(stopServers);

    it.each(Object.entries(answers))('answers %s itself', async (kind, [status, location = null]) => {
      const response = await fetch(`${server.origin}/flow/${kind}`, { redirect: 'manual' });
      expect([response.status, response.headers.get('location')]).toEqual([status, location]);
      expect(server.printed()).not.toContain(LOG_LINE);
    });

    it('does not receive another error, which is logged', async () => {
      const response = await fetch(`${server.origin}/flow/fail`);
      expect(response.status).toBe(500);
      expect(await response.text()).toBe('{"error":"token_unavailable"}');
      await expect
        .poll(() => server.printed())
        .toContain(`${LOG_LINE}claims threw Error: the database is down\n`);
    });

    it('is built without a line in the log', () => {
      expect(build).not.toContain(LOG_LINE);
    });

    if (name === 'next') {
      it('calls a route that reads cookies for each request, although the build tried to call it', async () => {
        await expectTokenAt(`${server.origin}/static`, server.origin);
        expect(build).toMatch(/ƒ \/static\b/);
      });

      it('is built with `cacheComponents` too', async () => {
        await stopServers();
        // They cannot be built with it.
        for (const path of ['app/edge', 'app/static']) rmSync(join(folder, path), { recursive: true });
        writeFileSync(join(folder, 'next.config.js'), 'module.exports = { cacheComponents: true };');
        expect(runScript(folder, 'build')).not.toContain(LOG_LINE);
        server = await startServer(folder, () => ['npm', 'start']);
        await expectTokenAt(`${server.origin}/token`, server.origin);
        const response = await fetch(`${server.origin}/flow/redirect`, { redirect: 'manual' });
        expect(response.status).toBe(307);
        expect(server.printed()).not.toContain(LOG_LINE);
      }, 900_000);
    }
  },
);

describe('hono', () => {
  it('answers an HTTPException itself', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    onTestFinished(() => {
      log.mockRestore();
    });
    const token = createTokenHandler({
      widgetId: WIDGET_ID,
      secret: SECRET,
      claims() {
        throw new HTTPException(403, { message: 'not a member' });
      },
    });
    const app = new Hono().all('/token', (c) => token(c.req.raw));
    const response = await fetch(`${await listen(app.fetch)}/token`);
    expect([response.status, await response.text()]).toEqual([403, 'not a member']);
    expect(log).not.toHaveBeenCalled();
  });
});

/** A 401 without a session, and then the token of the customer who has one. */
async function expectTokenAt(url: string, origin: string): Promise<void> {
  expect((await fetch(url)).status).toBe(401);
  const signedIn = await fetch(`${origin}/login?memberId=123456789`, { method: 'POST' });
  const cookie = signedIn.headers.getSetCookie().join().replace(/;.*/, '');
  const response = await fetch(url, { headers: { cookie } });
  expect(response.status).toBe(200);
  const { data } = (await response.json()) as { data: string };
  const options = { widgetId: WIDGET_ID, secret: SECRET, clockTolerance: 1 };
  expect((await verifyWidgetToken(data, options)).attributes).toMatchObject({ name: 'Jane' });
}
