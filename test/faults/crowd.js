// node crowd.js <kind>: ten thousand calls at once with a thousand secrets, ten times as many as keys are kept, so that
// keys come and go all the while. Prints what came of the calls as JSON.

import { createHmac } from 'node:crypto';
import { createWidgetToken, WidgetTokenError } from 'amazon-connect-widget-token';

const CALLS = 10_000;
const SECRETS = 1_000;

const { subtle } = crypto;
const importKey = subtle.importKey.bind(subtle);

/** What importing a key does besides. @type {Record<string, (count: number) => unknown>} */
const KINDS = {
  fast: () => undefined,
  // In another order than they were asked for.
  slow: (count) => new Promise((resolve) => setTimeout(resolve, (count * 7) % 50)),
  failing: (count) => (count % 7 === 0 ? Promise.reject(new Error('no')) : undefined),
};

const alter = KINDS[process.argv[2] ?? ''];
if (alter === undefined) throw new Error(`There are ${Object.keys(KINDS).join()}.`);

let [imports, rejections] = [0, 0];
/** @type {(...args: any[]) => Promise<unknown>} */
const altered = async (...args) => {
  try {
    await alter(++imports);
  } catch (error) {
    rejections++;
    throw error;
  }
  // @ts-expect-error: whatever it takes.
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
  // Some begin when others have ended.
  if (index % SECRETS === 0) await new Promise((resolve) => setImmediate(resolve));
  calls.push(call(index));
}
/** @type {Record<string, number>} */
const counts = {};
for (const outcome of await Promise.all(calls)) counts[outcome] = (counts[outcome] ?? 0) + 1;
console.log(JSON.stringify({ counts, rejections }));
