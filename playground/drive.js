// Starts the playground and a real browser for the tests and the screenshots.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { chromium } from 'playwright-core';
import { BUILT } from './html.js';

const SERVER = fileURLToPath(new URL('server.js', import.meta.url));

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Turns off the browser's own requests, which would fail on a closed network. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A host that is not this computer, for what browsers offer only to secure pages.
  '--host-resolver-rules=MAP static.example 127.0.0.1',
];

export async function launchBrowser() {
  const executablePath = [process.env.CHROMIUM, ...BROWSERS].find(
    (path) => path !== undefined && existsSync(path),
  );
  if (executablePath === undefined) {
    throw new Error(
      'Chromium was not found. On Debian or Ubuntu, run apt-get update && apt-get install -y chromium. Elsewhere, set CHROMIUM to the path of Chromium or Chrome.',
    );
  }
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/**
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<{ address: string, errors: string[], stop: () => Promise<void> }>} `errors` has the
 *   lines it writes to standard error. `stop` waits until the process has exited.
 */
export async function startPlayground(environment = {}) {
  const env = { ...process.env, CONNECT_SECRET: '', CONNECT_WIDGET_ID: '', PORT: '', ...environment };
  const server = spawn(process.execPath, [SERVER], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  /** @type {string[]} */
  const errors = [];
  createInterface(server.stderr).on('line', (line) => errors.push(line));
  const stop = async () => {
    const exited = once(server, 'exit');
    if (server.kill()) await exited;
  };
  for await (const line of createInterface(server.stdout)) {
    const address = /^Playground: (http:\S+)$/.exec(line)?.[1];
    if (address !== undefined) return { address, errors, stop };
  }
  throw new Error(`The playground did not start: ${errors.join('\n')}`);
}

/**
 * Serves the page without a server, as any static host would: only its files, without a header of its own.
 *
 * @param {string} folder The path of its address: `/` or `/some/folder/`.
 * @returns {Promise<{ address: string, requests: string[], stop: () => Promise<void> }>} `requests` has the
 *   path of each.
 */
export async function serveBuilt(folder = '/') {
  const app = new Hono();
  /** @type {string[]} */
  const requests = [];
  app.use(async (c, next) => {
    requests.push(c.req.path);
    await next();
  });
  app.use(
    `${folder}*`,
    serveStatic({ root: BUILT, rewriteRequestPath: (path) => `/${path.slice(folder.length)}` }),
  );
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const stop = async () => {
    const closed = once(server, 'close');
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
    await closed;
  };
  return { address: `http://127.0.0.1:${port}${folder}`, requests, stop };
}
