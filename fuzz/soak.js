// npm run soak [-- --short]: creates a million tokens with ten thousand secrets over a simulated day, and
// measures the heap after each tenth. After the first tenth, code is compiled and the cache of keys is full,
// so the heap must not grow any more.

import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { createWidgetToken } from 'amazon-connect-widget-token';
import jsonwebtoken from 'jsonwebtoken';
import { heapInUse } from './measure.js';
import { writeResults } from './results.js';

const { values: given } = parseArgs({ options: { short: { type: 'boolean', default: false } } });

const TOKENS = given.short ? 50_000 : 1_000_000;

/** Few enough that the first tenth has more secrets than fit into the cache of keys. */
const TOKENS_OF_A_SECRET = given.short ? 20 : 100;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Midnight, 2026-01-01. */
const START_MS = 1_767_225_600_000;

/** Every seventh token is created with an earlier secret, whose key may have left the cache. */
const RETURN_EVERY = 7;

/** Every hundredth token is verified, by jsonwebtoken at the simulated time. */
const VERIFY_EVERY = 100;

/** How much the heap may grow by chance, in bytes. A key that is kept takes several hundred bytes. */
const MAX_GROWTH = 400_000;

/** @param {number} number */
const secretOf = (number) => `secret number ${number}, which is long enough for HS256`;

/** An earlier secret, the same ones in each run. @param {number} token */
const earlierSecret = (token) => (token * 7919) % (Math.floor(token / TOKENS_OF_A_SECRET) + 1);

/** @param {number} number */
async function createToken(number) {
  const now = START_MS + Math.floor((number / TOKENS) * DAY_MS);
  Date.now = () => now;
  const isReturn = number % RETURN_EVERY === 0;
  const secret = secretOf(isReturn ? earlierSecret(number) : Math.floor(number / TOKENS_OF_A_SECRET));
  const attributes = { memberId: String(number), name: 'Jane', note: number % 2 === 0 ? 'plain' : 'Zoë 👋' };
  const token = await createWidgetToken({ widgetId: 'widget-id', secret, attributes });
  if (number % VERIFY_EVERY !== 0) return;
  const clockTimestamp = Math.floor(now / 1000);
  const claims = jsonwebtoken.verify(token, secret, { algorithms: ['HS256'], clockTimestamp });
  assert.deepEqual(claims, { sub: 'widget-id', iat: clockTimestamp, exp: clockTimestamp + 500, attributes });
}

const integer = new Intl.NumberFormat('en');

/** @param {string} line */
function print(line) {
  console.log(line);
  lines.push(line);
}

const lines = /** @type {string[]} */ ([]);
print(
  `${integer.format(TOKENS)} tokens, ${integer.format(TOKENS / TOKENS_OF_A_SECRET)} secrets, a simulated day, Node.js ${process.version}.\n`,
);
print('| tokens | clock | heap, bytes | external, bytes | resident, bytes |');
print('| ---: | --- | ---: | ---: | ---: |');

let first = Infinity;
let mostGrowth = -Infinity;
for (let tenth = 1; tenth <= 10; tenth++) {
  for (let number = ((tenth - 1) * TOKENS) / 10; number < (tenth * TOKENS) / 10; number++)
    await createToken(number);
  const heap = await heapInUse();
  const { external, rss } = process.memoryUsage();
  const [tokens, ...bytes] = [(tenth * TOKENS) / 10, heap, external, rss].map((one) => integer.format(one));
  print(`| ${tokens} | ${new Date(Date.now()).toISOString().slice(0, 16)} | ${bytes.join(' | ')} |`);
  if (tenth === 1) first = heap;
  else mostGrowth = Math.max(mostGrowth, heap - first);
}

print(
  `\nAfter the first tenth the heap grew by ${integer.format(mostGrowth)} bytes at most. The limit is ${integer.format(MAX_GROWTH)} bytes.`,
);
if (mostGrowth > MAX_GROWTH) process.exitCode = 1;
else if (!given.short) await writeResults('npm run soak', lines.join('\n'));
