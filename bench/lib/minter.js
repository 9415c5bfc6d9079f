// Runs one contestant in its own process, so that the garbage and the optimised code of others do not affect
// it. For each round it reads a line, { tokens, inFlight }, and writes { wall, cpu } in microseconds per
// token. This file runs in Node.js, Deno and Bun.

import { createInterface } from 'node:readline';
import process from 'node:process';
import { mintMany } from './mint-many.js';

/** The other contestants have just used the CPU, so the first tokens of a round find its caches cold. */
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
