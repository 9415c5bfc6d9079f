import assert from 'node:assert/strict';
import { createWidgetToken, estimateTokenSize } from 'amazon-connect-widget-token';
import fc from 'fast-check';
import { secretOf } from '../checks/leaks.js';
import { codesOfSafeError } from '../checks/marks.js';
import { anyOptions, nearlyRightOptions } from '../inputs/options.js';
import { rightOptions } from '../inputs/right-options.js';
import { made } from '../inputs/values.js';

/** @type {(options: unknown) => unknown} */
const estimateUnchecked = /** @type {never} */ (estimateTokenSize);

/** @type {(options: unknown) => Promise<string>} */
const createUnchecked = /** @type {never} */ (createWidgetToken);

/** Options that do not change when they are read, so that both functions can get them and must agree. */
const comparable = fc.oneof(made(rightOptions), nearlyRightOptions).map((make) => () => {
  const options = /** @type {unknown} */ (make());
  return { options, isComparable: true };
});

const others = anyOptions.map((make) => () => ({ options: make(), isComparable: false }));

/** @type {import('./index.js').Target<{ options: unknown, isComparable: boolean }>} */
export const estimate = {
  title: 'estimateTokenSize',
  inputs: fc.oneof(comparable, others),
  call: ({ options }) => estimateUnchecked(options),

  async check({ threw, value }, { options, isComparable }) {
    if (threw) return codesOfSafeError(value, secretOf(options));
    const { characters, bytes, maxBytes, remainingBytes, fits } =
      /** @type {ReturnType<typeof estimateTokenSize>} */ (value);
    assert(bytes === 2 * characters && maxBytes === 6144 && remainingBytes === maxBytes - bytes);
    assert.equal(fits, bytes <= maxBytes);
    if (!isComparable) return [];
    const secret = 'the secret of the options may be wrong, and makes no difference';
    const made = await createUnchecked(Object.assign({}, options, { secret })).catch(
      (/** @type {unknown} */ error) => error,
    );
    if (fits) assert.equal(String(made).length, characters, 'the token has another size');
    else assert.deepEqual(codesOfSafeError(made, secret), ['ERR_TOKEN_TOO_LARGE']);
    return [];
  },
};
