// Starts the playground as a person does, and a real browser: for the tests and the screenshots.

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

/** Nothing but the page; and on a closed network every look-up of its own would fail. */
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
      'Chromium is missing. On Debian or Ubuntu: apt-get update && apt-get install -y chromium. Elsewhere: CHROMIUM=<path of Chromium or Chrome>.',
    );
  }
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/**
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<{ address: string, errors: string[], stop: () => Promise<void> }>} `errors` is what it writes to
 *   standard error; `stop` waits until nothing answers any more.
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
  throw new Error(`The playground does not start: ${errors.join('\n')}`);
}
