// Starts the playground and a real browser for the tests and the screenshots.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

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
