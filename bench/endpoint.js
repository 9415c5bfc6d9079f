// npm run bench:endpoint: the endpoint under load, compared with a constant response from the same server.
// Each gets 60,000 requests over 64 connections, in alternating rounds. Client and server share the machine.

import { fork } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { copyPackage } from './lib/package-copy.js';

copyPackage();

const CONNECTIONS = 64;
const ROUNDS = 5;
const REQUESTS_IN_ROUND = 12_000;

const SERVER = fileURLToPath(new URL('lib/endpoint-server.js', import.meta.url));
const ANSWER = /^\{"data":"[\w-]+\.[\w-]+\.[\w-]+"\}$/;

/**
 * Sends the requests of one round. A request fails unless the answer has status 200 and a token.
 *
 * @param {string} url
 */
async function sendRequests(url) {
  const { mismatches, duration, ...result } = await autocannon({
    url,
    connections: CONNECTIONS,
    amount: REQUESTS_IN_ROUND,
    timeout: 30,
    verifyBody: (body) => ANSWER.test(String(body)),
  });
  const answered = result['2xx'] - mismatches;
  return { failed: REQUESTS_IN_ROUND - answered, perSecond: answered / duration };
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
/** @type {Promise<unknown>} */
const port = new Promise((resolve) => server.once('message', resolve));
const origin = `http://127.0.0.1:${String(await port)}`;

await sendRequests(`${origin}/token`); // to warm up
await sendRequests(`${origin}/constant`);
const rounds = [];
for (let round = 0; round < ROUNDS; round++) {
  rounds.push({
    token: await sendRequests(`${origin}/token`),
    constant: await sendRequests(`${origin}/constant`),
  });
}
server.kill();

console.log(
  `Node.js ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'an unknown CPU'}`,
);
console.log(`${ROUNDS} rounds, ${CONNECTIONS} connections; medians (minimum to maximum)`);
for (const name of /** @type {const} */ (['token', 'constant'])) {
  const results = rounds.map((round) => round[name]);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const perSecond = results.map((result) => result.perSecond);
  console.log(
    `${name}: ${ROUNDS * REQUESTS_IN_ROUND} requests, ${failed} failed, ${spread(perSecond, 0)} per second`,
  );
  if (failed > 0) process.exitCode = 1;
}
const ratios = rounds.map(({ token, constant }) => token.perSecond / constant.perSecond);
console.log(`token / constant: ${spread(ratios, 2)}`);
