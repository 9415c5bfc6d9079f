import assert from 'node:assert/strict';
import { validateAttributes } from 'amazon-connect-widget-token';
import { codesOfSafeIssues } from '../checks/marks.js';
import { anyAttributes } from '../inputs/options.js';

/** @type {import('./index.js').Target<unknown>} */
export const validate = {
  title: 'validateAttributes',
  inputs: anyAttributes,
  call: validateAttributes,

  check({ threw, value: result }) {
    assert(!threw, 'validateAttributes threw');
    const { issues, value } = /** @type {ReturnType<typeof validateAttributes> & { value?: object }} */ (
      result
    );
    if (issues !== undefined) {
      assert(issues.length > 0 && value === undefined, 'the result has no issues, or a value too');
      return codesOfSafeIssues(issues, undefined);
    }
    const entries = Object.entries(value);
    assert(
      entries.every(([key, text]) => /^[\w-]+$/.test(key) && typeof text === 'string' && text.isWellFormed()),
    );
    assert(
      Buffer.byteLength(entries.flat().join('')) <= 32768,
      'attributes are larger than a contact may have',
    );
    return [];
  },
};
