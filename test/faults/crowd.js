// node crowd.js <kind>: makes 10,000 calls at once with 1,000 secrets, ten times as many as the cache keeps,
// so that keys are added and dropped all the time. Prints the number of calls with each outcome as JSON.

import { createHmac } from 'node:crypto';
import { createWidgetToken, WidgetTokenError } from 'amazon-connect-widget-token';

const CALLS = 10_000;
const SECRETS = 1_000;

const { subtle } = crypto;
const importKey = subtle.importKey.bind(subtle);

/** What happens before a key is imported. @type {Record<string, (count: number) => unknown>} */
const KINDS = {
  fast: () => undefined,
  // The imports end in another order than they started.
  slow: (count) => new Promise((resolve) => setTimeout(resolve, (count * 7) % 50)),
  failing: (count) => (count % 7 === 0 ? Promise.reject(new Error('no')) : undefined),
};

const alter = KINDS[process.argv[2] ?? ''];
if (alter === undefined) throw new Error(`The kinds are ${Object.keys(KINDS).join()}.`);

let [imports, rejections] = [0, 0];
/** @type {(...args: any[]) => Promise<unknown>} */
const altered = async (...args) => {
  try {
    await alter(++imports);
  } catch (error) {
    rejections++;
    throw error;
  }
  // @ts-expect-error: passes its arguments on.
  return importKey(...args);
};
Object.defineProperty(subtle, 'importKey', { value: altered });

/** @param {number} index */
async function call(index) {
  const secret = `the security key of customer number ${index % SECRETS}`;
  try {
    const token = await createWidgetToken({
      widgetId: 'a-widget',
      secret,
      attributes: { index: String(index) },
    });
    const [header, claims = '', signature] = token.split('.');
    const isSigned =
      createHmac('sha256', secret).update(`${header}.${claims}`).digest('base64url') === signature;
    const { attributes } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    return isSigned && attributes.index === String(index) ? 'right' : 'wrong';
  } catch (error) {
    return error instanceof WidgetTokenError ? error.code : 'another error';
  }
}

/** @type {Promise<string>[]} */
const calls = [];
for (let index = 0; index < CALLS; index++) {
  // Some calls start after others have ended.
  if (index % SECRETS === 0) await new Promise((resolve) => setImmediate(resolve));
  calls.push(call(index));
}
/** @type {Record<string, number>} */
const counts = {};
for (const outcome of await Promise.all(calls)) counts[outcome] = (counts[outcome] ?? 0) + 1;
console.log(JSON.stringify({ counts, rejections }));
