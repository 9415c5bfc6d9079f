// Measures the time of a call, and the heap after a run.

import { setImmediate } from 'node:timers/promises';

/** A call that took longer, in milliseconds, is repeated: the machine may have been slow. */
const SUSPECT_MS = 5;

const MAX_RETRIES = 10;

/**
 * The outcome of a call.
 *
 * @typedef {object} Outcome
 * @property {boolean} threw
 * @property {unknown} value The value that it returned or threw.
 * @property {number} milliseconds
 */

/**
 * @template Input
 * @param {(input: Input) => unknown} call
 * @param {Input} input
 * @returns {Promise<Outcome>}
 */
export async function outcomeOf(call, input) {
  const start = performance.now();
  try {
    const value = await call(input);
    return { threw: false, value, milliseconds: performance.now() - start };
  } catch (error) {
    return { threw: true, value: error, milliseconds: performance.now() - start };
  }
}

/**
 * The time of a call without delays by the machine: the shortest of several calls, if the first one took
 * long.
 *
 * @template Input
 * @param {(input: Input) => unknown} call
 * @param {() => Input} make
 * @param {number} first
 */
export async function leastTime(call, make, first) {
  let least = first;
  for (let retry = 0; retry < MAX_RETRIES && least > SUSPECT_MS; retry++) {
    const { milliseconds } = await outcomeOf(call, make());
    least = Math.min(least, milliseconds);
  }
  return least;
}

/** The bytes in the heap that are still in use. Node.js must run with --expose-gc. */
export async function heapInUse() {
  if (gc === undefined) throw new Error('Start Node.js with --expose-gc.');
  // Twice, with a turn of the event loop in between: the second time frees what finalizers kept.
  for (let round = 0; round < 2; round++) {
    gc();
    await setImmediate();
  }
  gc();
  return process.memoryUsage().heapUsed;
}
