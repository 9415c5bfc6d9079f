// What is measured: the time that a call takes, and what a run leaves in the heap.

import { setImmediate } from 'node:timers/promises';

/** A call that took longer is made again, as it may be the machine that was slow: in milliseconds. */
const SUSPECT_MS = 5;

const MOST_RETRIES = 10;

/**
 * What a call came to.
 *
 * @typedef {object} Outcome
 * @property {boolean} threw
 * @property {unknown} value What it returned, or threw.
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
 * The time that a call takes by itself: the least of several, if the first took long.
 *
 * @template Input
 * @param {(input: Input) => unknown} call
 * @param {() => Input} make
 * @param {number} first
 */
export async function leastTime(call, make, first) {
  let least = first;
  for (let retry = 0; retry < MOST_RETRIES && least > SUSPECT_MS; retry++) {
    const { milliseconds } = await outcomeOf(call, make());
    least = Math.min(least, milliseconds);
  }
  return least;
}

/** The bytes in the heap that are still in use. Node.js must run with --expose-gc. */
export async function heapInUse() {
  if (gc === undefined) throw new Error('Start Node.js with --expose-gc.');
  // Twice, and a turn of the event loop between: what a finalizer holds goes at the second time.
  for (let round = 0; round < 2; round++) {
    gc();
    await setImmediate();
  }
  gc();
  return process.memoryUsage().heapUsed;
}
