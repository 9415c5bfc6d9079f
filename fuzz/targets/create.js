import { createWidgetToken } from 'amazon-connect-widget-token';
import { codesOfSafeError } from '../checks/marks.js';
import { anyOptions } from '../inputs/options.js';
import { assertExactSize, assertVerifies } from '../checks/tokens.js';

/** @type {(options: unknown) => Promise<unknown>} */
const createUnchecked = /** @type {never} */ (createWidgetToken);

/** @type {import('./index.js').Target<unknown>} */
export const create = {
  title: 'createWidgetToken',
  inputs: anyOptions,
  call: createUnchecked,

  async check({ threw, value }, options) {
    if (threw) return codesOfSafeError(value);
    await assertVerifies(value, /** @type {{ secret: unknown }} */ (options).secret);
    assertExactSize(String(value));
    return [];
  },
};
