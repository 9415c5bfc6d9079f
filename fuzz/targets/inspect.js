import assert from 'node:assert/strict';
import { inspectWidgetToken } from 'amazon-connect-widget-token/verify';
import { secretOf } from '../checks/leaks.js';
import { codesOfSafeError, codesOfSafeIssues } from '../checks/marks.js';
import { assertVerifies, hasMarkedKey } from '../checks/tokens.js';
import { anyVerifyInput } from '../inputs/verify.js';

/** @type {(token: unknown, options: unknown) => Promise<unknown>} */
const inspectUnchecked = /** @type {never} */ (inspectWidgetToken);

/** @type {import('./index.js').Target<import('../inputs/verify.js').VerifyInput>} */
export const inspect = {
  title: 'inspectWidgetToken',
  inputs: anyVerifyInput,
  call: ({ token, options }) => inspectUnchecked(token, options),

  async check({ threw, value }, { token, options, secret, isForged }) {
    const given = secretOf(options);
    if (threw) return codesOfSafeError(value, given);
    const { signature, size, claims, issues } =
      /** @type {Awaited<ReturnType<typeof inspectWidgetToken>>} */ (value);
    assert.equal(size.characters, typeof token === 'string' ? token.length : 0);
    if (signature === 'valid') {
      // If the last character has unused bits, inspectWidgetToken reports that and continues;
      // verifyWidgetToken and jsonwebtoken refuse the token.
      assert(!isForged || issues.length > 0, 'a changed token has no issue');
      if (!isForged && size.fits && claims !== undefined) await assertVerifies(token, secret);
    }
    return codesOfSafeIssues(issues, given, hasMarkedKey(token));
  },
};
