import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { assertHidden } from '../checks/leaks.js';
import { anyCheck } from '../inputs/check.js';

/** @import { CheckInput } from '../inputs/check.js' */
/** @import { ServerResponse } from 'node:http' */

const COMMAND = fileURLToPath(new URL('../../dist/node/cli.js', import.meta.url));

/** The documented maximum. */
const MAX_REQUESTS = 7;

/** One line for each check. */
const CHECKS = 17;

/** Each request has a second, and a second of pause is between two of them. The rest is for a slow machine. */
const MAX_MS = 60_000;

/** @param {CheckInput['answers'][number]} answer @param {ServerResponse} response */
function respond({ how, status, headers, body }, response) {
  if (how === 'hang') return;
  if (how === 'destroy') {
    response.socket?.destroy();
    return;
  }
  if (how === 'raw') {
    response.socket?.end(body);
    return;
  }
  for (const [name, value] of headers) response.appendHeader(name, value);
  response.writeHead(status);
  if (how === 'endless') response.write(body);
  else response.end(body);
}

/**
 * Serves the answers of an input while the command runs.
 *
 * @param {CheckInput} input
 */
async function call({ args, environment, answers }) {
  let requests = 0;
  const server = createServer((_request, response) => {
    const answer = answers[Math.min(requests, answers.length - 1)];
    requests++;
    if (answer !== undefined) setTimeout(respond, answer.delayMs, answer, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  try {
    const url = `http://127.0.0.1:${port}/token`;
    const env = { PATH: process.env.PATH, ...environment };
    const child = spawn(process.execPath, [COMMAND, 'check', '--timeout=1', ...args, url], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: MAX_MS,
      killSignal: 'SIGKILL',
    });
    const printed = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => (printed.stdout += String(text)));
    child.stderr.setEncoding('utf8').on('data', (text) => (printed.stderr += String(text)));
    const closed = /** @type {[number | null]} */ (await once(child, 'close'));
    const [status] = closed;
    return { status, requests, ...printed };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** The command check against a server that answers anything. @type {import('./index.js').Target<CheckInput>} */
export const check = {
  title: 'check',
  inputs: anyCheck,
  isProcess: true,
  call,

  check({ threw, value }, { args, hidden }) {
    assert(!threw, `the process could not be run: ${String(value)}`);
    const { status, requests, stdout, stderr } =
      /** @type {{ status: number | null, requests: number, stdout: string, stderr: string }} */ (value);
    assert(status === 0 || status === 1 || status === 2, `the exit status is ${status}: it may have hung`);
    assert(requests <= MAX_REQUESTS, `${requests} requests`);
    assert(!/^\s+at |node:internal|unexpected/m.test(stderr), 'a stack, or an unexpected error');
    for (const output of [stdout, stderr]) {
      assert(!/[^\n\P{C}]|[\p{Zl}\p{Zp}]/u.test(output), 'the output has control characters');
      assertHidden(output, hidden, 'the output');
    }
    if (stdout === '') {
      assert.notEqual(status, 0, 'no output');
      assert.equal(requests, 0, 'asked the endpoint, but did not report anything');
      return [`(exit status ${status})`];
    }
    assert.equal(stderr, '');
    return args.includes('--json') ? faultsOfJson(stdout) : faultsOfLines(stdout);
  },
};

/** @param {string} stdout */
function faultsOfJson(stdout) {
  /** @type {unknown} */
  const report = JSON.parse(stdout);
  const { checks } = /** @type {{ checks: { check: string, result: string }[] }} */ (report);
  assert.equal(checks.length, CHECKS);
  return checks.filter(({ result }) => result === 'fault').map((one) => `(${one.check})`);
}

/** @param {string} stdout */
function faultsOfLines(stdout) {
  const lines = [...stdout.matchAll(/^([✔✖!–]) (.{17}) {2}./gmu)];
  assert.equal(lines.length, CHECKS);
  const others = stdout.split('\n').filter((line) => !/^([✔✖!–] |$| {4}(ERR_[A-Z_]+): )/u.test(line));
  assert.deepEqual(others, []);
  return lines.filter(([, mark]) => mark === '✖').map(([, , name = '']) => `(${name.trim()})`);
}
