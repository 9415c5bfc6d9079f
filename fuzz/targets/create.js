import { createWidgetToken } from 'amazon-connect-widget-token';
import { assertNotInToken, secretOf, textsOf } from '../checks/leaks.js';
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
    const secret = secretOf(options);
    if (threw) return codesOfSafeError(value, secret);
    await assertVerifies(value, secret);
    assertExactSize(String(value));
    assertNotInToken(String(value), textsOf(secret));
    return [];
  },
};
