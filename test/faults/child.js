// node [flags] child.js <fault> <before|after> <import|require>: makes a fault before or after it loads the
// package, makes every call, and prints the outcomes as JSON. It copies the globals it needs before it makes
// the fault.

import { createRequire } from 'node:module';
import { isDeepStrictEqual } from 'node:util';
import { callsAt, isUnavailable, leaks, readAnswer } from './calls.js';
import { FAULTS } from './faults.js';
import { isFault } from './patches.js';

/** @import { Call, Package } from './calls.js' */

/** @typedef {{ answer: unknown } | { error: unknown } | { timedOut: true }} Outcome */

const { clearTimeout, setTimeout, Promise, Response } = globalThis;
const require = createRequire(import.meta.url);

const [name, when, how] = process.argv.slice(2);
const fault = FAULTS.flatMap(({ faults }) => faults).find((one) => one.name === name);
if (fault === undefined) throw new Error(`There is no such fault: ${name}`);
const { clock = Math.floor(Date.now() / 1000), prepare, inject, comesThrough = false } = fault;

/** In milliseconds. Long enough for a slow machine; short if calls never end. */
const callTimeout = fault.isEndless ? 500 : 20_000;

/** @type {unknown[]} */
const unhandled = [];
process.on('unhandledRejection', (error) => unhandled.push(error));

/** @returns {Promise<Package>} */
async function load() {
  const entries = [];
  for (const entry of ['', '/verify', '/handler']) {
    const specifier = `amazon-connect-widget-token${entry}`;
    entries.push(how === 'import' ? await import(specifier) : require(specifier));
  }
  return Object.assign({}, ...entries);
}

/** @param {() => unknown} call @param {number} timeout In milliseconds. @returns {Promise<Outcome>} */
async function settle(call, timeout) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve({ timedOut: true }), timeout);
  });
  const answered = async () => ({ answer: await call() });
  try {
    return /** @type {Outcome} */ (await Promise.race([answered(), late]));
  } catch (error) {
    return { error };
  } finally {
    clearTimeout(timer);
  }
}

/** A response made without the package, if the platform can make one. */
function respond() {
  try {
    return new Response('{}');
  } catch {
    return undefined;
  }
}

/** @param {Response | undefined} response */
async function isReadable(response) {
  const outcome = await settle(() => response?.text(), 2_000);
  return 'answer' in outcome && outcome.answer === '{}';
}

/**
 * The outcome of a call in a few words. The test fails if they begin with `broken`.
 *
 * @param {Call} call
 * @param {Outcome} outcome
 * @param {Package} it
 * @param {boolean} responds
 */
async function judge(call, outcome, it, responds) {
  if ('timedOut' in outcome) return fault?.isEndless ? 'the promise never settles' : 'broken: it never ends';
  const isLeak = 'error' in outcome && leaks(outcome.error);
  if (call.responds && !responds && !isLeak) return 'no response, as the platform cannot make one';
  if ('error' in outcome) return judgeError(call, outcome.error, it);
  if (call.codes !== undefined) return 'broken: invalid input was not refused';
  const answer = await readAnswer(outcome.answer);
  if (call.isRight?.(answer)) return 'works';
  if (isUnavailable(answer)) return judgeError(call, answer.reported, it);
  return call.codeOf?.(answer) ?? 'broken: a wrong answer';
}

/** @param {Call} call @param {unknown} error @param {Package} it */
function judgeError(call, error, it) {
  if (leaks(error)) return 'broken: the error contains the key or a value';
  if (error instanceof it.WidgetTokenError) {
    const codes = error.issues.map(({ code }) => code);
    return isDeepStrictEqual(codes, call.codes) ? 'works' : error.code;
  }
  if (comesThrough && isFault(error)) return 'the error of the method is thrown unchanged';
  return `broken: ${error instanceof Error ? error.stack : String(error)}`;
}

async function main() {
  const calls = callsAt(clock);
  await prepare?.();
  let undo = when === 'before' ? inject?.() : undefined;
  /** @type {Package} */
  let it;
  try {
    it = await load();
  } catch (error) {
    undo?.();
    return [
      `${fault?.mayNotLoad ? '' : 'broken: '}the package cannot be loaded (${error instanceof Error ? error.name : 'no error'})`,
    ];
  }
  if (when === 'after') undo = inject?.();
  /** @type {[Call, Outcome][]} */
  const outcomes = [];
  for (const call of calls)
    outcomes[outcomes.length] = [call, await settle(() => call.call(it), callTimeout)];
  const response = respond();
  undo?.();
  const responds = await isReadable(response);

  await new Promise((resolve) => setTimeout(resolve, 10));
  // A Response that cannot be read causes rejections of its own.
  if (unhandled.length > 0 && responds) throw new Error('A rejection was not handled.', { cause: unhandled });
  const judged = [];
  for (const [call, outcome] of outcomes) judged.push(await judge(call, outcome, it, responds));
  return judged;
}

console.log(JSON.stringify(await main()));
