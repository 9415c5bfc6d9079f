// node run-lambda.js: runs the Lambda function in the current folder that `_HANDLER` names. For each message
// it sets the clock, passes all events to the function at once, and sends the results back.

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {(event: object, context: object) => Promise<object>} Handler */

let aheadMs = 0;

const { now } = Date;
Date.now = () => now() + aheadMs;
const later = new Proxy(Date, {
  construct(date, given, newTarget) {
    /** @type {unknown} */
    const made = Reflect.construct(date, given.length === 0 ? [Date.now()] : given, newTarget);
    return /** @type {Date} */ (made);
  },
});
Reflect.set(globalThis, 'Date', later);

const [file, name = ''] = process.env._HANDLER?.split('.') ?? [];
/** @type {unknown} */
const lambda = await import(pathToFileURL(resolve(`${file}.js`)).href);
const handler = /** @type {Record<string, Handler | undefined>} */ (lambda)[name];
if (handler === undefined) throw new Error(`${process.env._HANDLER} is not a function`);

process.on('message', (message) => void answer(handler, /** @type {never} */ (message)));
process.send?.('ready');

/**
 * @param {Handler} handler
 * @param {{ aheadMs: number, events: object[] }} message
 */
async function answer(handler, message) {
  aheadMs = message.aheadMs;
  process.send?.(await Promise.all(message.events.map((event) => handler(event, {}))));
}
