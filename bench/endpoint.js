// npm run bench:endpoint: the endpoint under load, compared with a constant response from the same server, and
// with the endpoint for the Fetch API through an adapter library. Each gets 60,000 requests over 64
// connections, in alternating rounds. Client and server share the machine, so the server's CPU time for a request
// tells more than the requests per second if the machine does something else too.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { copyPackage } from './lib/package-copy.js';

copyPackage();

const CONNECTIONS = 64;
// Short rounds, so that what else the machine does falls on all of them.
const ROUNDS = 20;
const NAMES = /** @type {const} */ (['token', 'adapter', 'constant']);
const REQUESTS_IN_ROUND = 3000;

const SERVER = fileURLToPath(new URL('lib/endpoint-server.js', import.meta.url));
const ANSWER = /^\{"data":"[\w-]+\.[\w-]+\.[\w-]+"\}$/;

/**
 * Sends the requests of one round. A request fails unless the answer has status 200 and a token.
 *
 * @param {string} url
 */
async function sendRequests(url) {
  const before = await cpuMicroseconds();
  const { mismatches, duration, ...result } = await autocannon({
    url,
    connections: CONNECTIONS,
    amount: REQUESTS_IN_ROUND,
    timeout: 30,
    sampleInt: 20, // it measures the duration in steps of this, in milliseconds
    verifyBody: (body) => ANSWER.test(String(body)),
  });
  const answered = result['2xx'] - mismatches;
  return {
    failed: REQUESTS_IN_ROUND - answered,
    perSecond: answered / duration,
    microseconds: ((await cpuMicroseconds()) - before) / REQUESTS_IN_ROUND,
  };
}

/** The CPU time of the server so far, of all its threads. */
async function cpuMicroseconds() {
  /** @type {Promise<unknown[]>} */
  const answered = once(server, 'message');
  server.send('How much CPU time?');
  const { user, system } = /** @type {NodeJS.CpuUsage} */ ((await answered)[0]);
  return user + system;
}

/**
 * @param {number[]} values
 * @param {number} digits
 */
function spread(values, digits) {
  const sorted = values.toSorted((one, other) => one - other);
  const [median, min, max] = [sorted[sorted.length >> 1], sorted[0], sorted.at(-1)];
  return `${median?.toFixed(digits)} (${min?.toFixed(digits)} to ${max?.toFixed(digits)})`;
}

const server = fork(SERVER);
/** @type {Promise<unknown[]>} */
const started = once(server, 'message');
const origin = `http://127.0.0.1:${String((await started)[0])}`;

for (const name of NAMES) await sendRequests(`${origin}/${name}`); // to warm up
/** @type {Record<typeof NAMES[number], Awaited<ReturnType<typeof sendRequests>>[]>} */
const rounds = { token: [], adapter: [], constant: [] };
for (let round = 0; round < ROUNDS; round++) {
  for (const name of NAMES) rounds[name].push(await sendRequests(`${origin}/${name}`));
}
server.kill();

console.log(
  `Node.js ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'an unknown CPU'}`,
);
console.log(`${ROUNDS} rounds, ${CONNECTIONS} connections; medians (minimum to maximum)`);
for (const name of NAMES) {
  const failed = rounds[name].reduce((sum, result) => sum + result.failed, 0);
  const perSecond = spread(measured(name, 'perSecond'), 0);
  const microseconds = spread(measured(name, 'microseconds'), 0);
  console.log(`${name}: ${ROUNDS * REQUESTS_IN_ROUND} requests, ${failed} failed`);
  console.log(`  ${perSecond} per second; CPU time in microseconds: ${microseconds}`);
  if (failed > 0) process.exitCode = 1;
}
for (const name of /** @type {const} */ (['token', 'adapter'])) {
  const perSecond = spread(ratios(name, 'perSecond'), 2);
  const microseconds = spread(ratios(name, 'microseconds'), 2);
  console.log(`${name} / constant: ${perSecond} per second; CPU time: ${microseconds}`);
}

/**
 * @param {typeof NAMES[number]} name
 * @param {'perSecond' | 'microseconds'} what
 */
function measured(name, what) {
  return rounds[name].map((round) => round[what]);
}

/**
 * @param {typeof NAMES[number]} name
 * @param {'perSecond' | 'microseconds'} what
 */
function ratios(name, what) {
  const constant = measured('constant', what);
  return measured(name, what).map((value, round) => value / (constant[round] ?? NaN));
}
