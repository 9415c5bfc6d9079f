// A contestant in a process of its own, so that no other's garbage and no other's types are in its way. It reads
// a line for each round, { tokens, inFlight }, and answers { wall, cpu }: microseconds for a token.
// It runs in Node.js, Deno and Bun.

import { createInterface } from 'node:readline';
import process from 'node:process';
import { mintMany } from './mint-many.js';

/** The others have just had the processor: the first tokens of a round find its caches cold, and are not counted. */
const UNCOUNTED_TOKENS = 32;

const file = process.argv[2] ?? '';
/** @type {unknown} */
const contestant = await import(file);
const mint = await /** @type {import('./contestants.js').ContestantCode} */ (contestant).prepare();

console.log(JSON.stringify({ token: await mint() }));
for await (const line of createInterface({ input: process.stdin })) {
  /** @type {unknown} */
  const round = JSON.parse(line);
  const { tokens, inFlight } = /** @type {{ tokens: number; inFlight: number }} */ (round);
  await mintMany(mint, UNCOUNTED_TOKENS, inFlight);
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  await mintMany(mint, tokens, inFlight);
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(cpuBefore);
  console.log(JSON.stringify({ wall: (milliseconds * 1000) / tokens, cpu: (user + system) / tokens }));
}
