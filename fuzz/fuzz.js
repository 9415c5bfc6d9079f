// Fuzzes one target: calls it with each input, counts the outcomes, and stops at the first input that breaks
// an invariant.

import { inspect } from 'node:util';
import fc from 'fast-check';
import { heapInUse, leastTime, outcomeOf } from './measure.js';

/** No call may take longer, in milliseconds. */
const MAX_CALL_MS = 50;

/**
 * The heap is first measured after a tenth of the inputs: by then, code is compiled and the cache of keys is
 * full.
 */
const WARM_UP = 10;

/** How much the heap may grow after that, in bytes: by chance, and by what the fuzzer itself keeps. */
const MAX_GROWTH = 4e6;

/** How long to search for a smaller input that fails too. */
const MAX_SHRINK_MS = 20_000;

/** @param {unknown} input */
const excerpt = (input) =>
  inspect(input, { depth: 6, maxStringLength: 300, maxArrayLength: 20 }).slice(0, 4000);

/**
 * The outcome of a run.
 *
 * @typedef {object} Tally
 * @property {string} title
 * @property {number} inputs
 * @property {number} accepted
 * @property {Map<string, number>} refused How many inputs were refused, by code: one may have several.
 * @property {number | undefined} longestMs
 * @property {number} heapBefore After the first tenth of the inputs.
 * @property {number} heapAfter
 */

/** Thrown if an invariant does not hold, with the input and the command that repeats it. */
export class Broken extends Error {}

/**
 * @param {string} name
 * @param {import('./targets/index.js').Target<unknown>} target
 * @param {{ runs: number, seed: number, path?: string | undefined }} how
 * @returns {Promise<Tally>}
 */
export async function fuzz(name, target, { runs, seed, path }) {
  const refused = /** @type {Map<string, number>} */ (new Map());
  let inputs = 0;
  let accepted = 0;
  let longestMs = 0;
  let heapBefore = NaN;
  const warm = Math.ceil(runs / WARM_UP);

  const property = fc.asyncProperty(target.inputs, async (make) => {
    const outcome = await outcomeOf(target.call, make());
    const codes = new Set(await target.check(outcome, make()));
    inputs++;
    if (inputs === warm) heapBefore = await heapInUse();
    if (codes.size === 0) accepted++;
    for (const code of codes) refused.set(code, (refused.get(code) ?? 0) + 1);
    if (target.isProcess || outcome.milliseconds <= longestMs) return;
    longestMs = Math.max(longestMs, await leastTime(target.call, make, outcome.milliseconds));
    if (longestMs > MAX_CALL_MS) throw new Error(`the call takes ${longestMs.toFixed(1)} ms each time`);
  });

  const parameters = { seed, numRuns: runs, endOnFailure: true, ...(path === undefined ? {} : { path }) };
  const details = await fc.check(property, parameters);
  if (details.failed) throw await broken(name, property, details);
  const heapAfter = await heapInUse();
  if (heapAfter - heapBefore > MAX_GROWTH) {
    throw new Broken(
      `${name}: the heap grew by ${heapAfter - heapBefore} bytes over ${inputs} inputs\n` +
        `Repeat: npm run fuzz -- --target ${name} --seed ${seed} --runs ${runs}`,
    );
  }
  return {
    title: target.title,
    inputs,
    accepted,
    refused,
    longestMs: target.isProcess ? undefined : longestMs,
    heapBefore,
    heapAfter,
  };
}

/**
 * Describes a failure, with the smallest failing input that was found in the time limit.
 *
 * @template Input
 * @param {string} name
 * @param {fc.IAsyncProperty<[() => Input]>} property
 * @param {fc.RunDetails<[() => Input]>} details
 */
async function broken(name, property, { seed, counterexamplePath, numRuns }) {
  const path = counterexamplePath ?? '';
  const smallest = await fc.check(property, { seed, path, interruptAfterTimeLimit: MAX_SHRINK_MS });
  return new Broken(
    `${name}, input ${numRuns}: ${inspect(smallest.errorInstance)}\n` +
      `A small input that fails: ${excerpt(smallest.counterexample?.[0]())}\n` +
      `Repeat: npm run fuzz -- --target ${name} --seed ${seed} --path ${smallest.counterexamplePath ?? path}`,
  );
}
