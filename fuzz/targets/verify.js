import assert from 'node:assert/strict';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { assertNotInToken, secretOf, textsOf } from '../checks/leaks.js';
import { codesOfSafeError } from '../checks/marks.js';
import { assertVerifies, hasMarkedKey, parsePart } from '../checks/tokens.js';
import { anyVerifyInput } from '../inputs/verify.js';

/** @type {(token: unknown, options: unknown) => Promise<object>} */
const verifyUnchecked = /** @type {never} */ (verifyWidgetToken);

/** @type {import('./index.js').Target<import('../inputs/verify.js').VerifyInput>} */
export const verify = {
  title: 'verifyWidgetToken',
  inputs: anyVerifyInput,
  call: ({ token, options }) => verifyUnchecked(token, options),

  async check({ threw, value }, { token, options, secret, isForged }) {
    const given = secretOf(options);
    if (threw) return codesOfSafeError(value, given, hasMarkedKey(token));
    assert(!isForged, 'a changed token is valid');
    await assertVerifies(token, secret);
    assertNotInToken(String(token), textsOf(given));
    const signed = new Map(Object.entries(/** @type {object} */ (parsePart(String(token), 1))));
    for (const [name, claim] of Object.entries(/** @type {object} */ (value))) {
      assert.deepEqual(claim, signed.get(name), `claim ${name} is not what was signed`);
    }
    return [];
  },
};
