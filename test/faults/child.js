// node [flags] child.js <fault> <before|after> <import|require>: makes a fault before or after the package is loaded,
// calls everything, and prints what came of each call as JSON. What it needs itself it takes before the fault.

import { createRequire } from 'node:module';
import { isDeepStrictEqual } from 'node:util';
import { callsAt, isUnavailable, readAnswer, tells } from './calls.js';
import { FAULTS } from './faults.js';
import { isFault } from './patches.js';

/** @import { Call, Package } from './calls.js' */

/** @typedef {{ answer: unknown } | { error: unknown } | { waits: true }} Outcome */

const { clearTimeout, setTimeout, Promise, Response } = globalThis;
const require = createRequire(import.meta.url);

const [name, when, how] = process.argv.slice(2);
const fault = FAULTS.flatMap(({ faults }) => faults).find((one) => one.name === name);
if (fault === undefined) throw new Error(`There is no such fault: ${name}`);
const { clock = Math.floor(Date.now() / 1000), prepare, inject, comesThrough = false } = fault;

/** So long may a call take, on a slow machine. Where none can end, there is no need to wait for it. */
const patience = fault.isEndless ? 500 : 20_000;

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

/** @param {() => unknown} call @param {number} patience In milliseconds. @returns {Promise<Outcome>} */
async function settle(call, patience) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const waited = new Promise((resolve) => {
    timer = setTimeout(() => resolve({ waits: true }), patience);
  });
  const answered = async () => ({ answer: await call() });
  try {
    return /** @type {Outcome} */ (await Promise.race([answered(), waited]));
  } catch (error) {
    return { error };
  } finally {
    clearTimeout(timer);
  }
}

/** What the platform itself makes of an answer. */
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

/** What came of a call, in some words. What begins with `broken` must not be. @param {Call} call @param {Outcome} outcome @param {Package} it @param {boolean} responds */
async function judge(call, outcome, it, responds) {
  if ('waits' in outcome) return fault?.isEndless ? 'no answer either' : 'broken: it never ends';
  const isTelling = 'error' in outcome && tells(outcome.error);
  if (call.responds && !responds && !isTelling) return 'no answer, as the platform makes no Response';
  if ('error' in outcome) return judgeError(call, outcome.error, it);
  if (call.codes !== undefined) return 'broken: it was not refused';
  const answer = await readAnswer(outcome.answer);
  if (call.isRight?.(answer)) return 'works';
  if (isUnavailable(answer)) return judgeError(call, answer.told, it);
  return call.codeOf?.(answer) ?? 'broken: a wrong answer';
}

/** @param {Call} call @param {unknown} error @param {Package} it */
function judgeError(call, error, it) {
  if (tells(error)) return 'broken: an error that tells the key or a value';
  if (error instanceof it.WidgetTokenError) {
    const codes = error.issues.map(({ code }) => code);
    return isDeepStrictEqual(codes, call.codes) ? 'works' : error.code;
  }
  if (comesThrough && isFault(error)) return 'what the method throws comes through';
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
      `${fault?.mayNotLoad ? '' : 'broken: '}cannot be loaded (${error instanceof Error ? error.name : 'no error'})`,
    ];
  }
  if (when === 'after') undo = inject?.();
  /** @type {[Call, Outcome][]} */
  const outcomes = [];
  for (const call of calls) outcomes[outcomes.length] = [call, await settle(() => call.call(it), patience)];
  const response = respond();
  undo?.();
  const responds = await isReadable(response);

  await new Promise((resolve) => setTimeout(resolve, 10));
  // A Response that cannot be read leaves rejections of its own.
  if (unhandled.length > 0 && responds) throw new Error('A rejection was not handled.', { cause: unhandled });
  const judged = [];
  for (const [call, outcome] of outcomes) judged.push(await judge(call, outcome, it, responds));
  return judged;
}

console.log(JSON.stringify(await main()));
