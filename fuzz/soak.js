// npm run soak [-- --short]: a million tokens, then a hundred thousand requests to the endpoint. Measures the
// heap after each tenth. After the first tenth, code is compiled and the cache of keys is full, so the heap
// must not grow any more.

import { parseArgs } from 'node:util';
import { writeResults } from './results.js';
import { soakRequests } from './soak/requests.js';
import { soakTokens } from './soak/tokens.js';

const { values: given } = parseArgs({ options: { short: { type: 'boolean', default: false } } });

const lines = /** @type {string[]} */ ([]);

/** @param {string} line */
function print(line) {
  console.log(line);
  lines.push(line);
}

// The requests first: the tokens change the clock.
const problems = [
  ...(await soakRequests(given.short ? 2_000 : 100_000, print)),
  ...(await soakTokens(given.short ? 50_000 : 1_000_000, given.short ? 20 : 100, print)),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else if (!given.short) await writeResults('npm run soak', lines.join('\n'));
