import assert from 'node:assert/strict';
import { stringifyAttributes, validateAttributes } from 'amazon-connect-widget-token';
import { codesOfSafeError } from '../checks/marks.js';
import { anyRow } from '../inputs/rows.js';

/** @type {(values: unknown, keys: unknown) => unknown} */
const stringifyUnchecked = /** @type {never} */ (stringifyAttributes);

/** @type {import('./index.js').Target<import('../inputs/rows.js').RowInput>} */
export const stringify = {
  title: 'stringifyAttributes',
  inputs: anyRow,
  call: ({ values, keys }) => stringifyUnchecked(values, keys),

  check({ threw, value }, { keys, expected }) {
    if (threw) {
      assert.equal(expected, undefined, 'a right row was refused');
      return codesOfSafeError(value, undefined);
    }
    assert(typeof value === 'object' && value !== null);
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
    assert.equal(validateAttributes(value).issues, undefined, 'validateAttributes refuses the result');
    if (expected !== undefined) {
      assert.deepEqual(Object.entries(value).sort(), Object.entries(expected).sort());
    }
    if (keys !== undefined) {
      const selected = /** @type {string[]} */ (keys);
      assert(
        Object.keys(value).every((name) => selected.includes(name)),
        'a name was not selected',
      );
    }
    return [];
  },
};
