// Rows of a database, and other objects, for stringifyAttributes, with the names of what is selected.

import fc from 'fast-check';
import { MARKED_NUMBER } from '../checks/marks.js';
import { anyAttributes } from './options.js';
import { attributeKey } from './right-options.js';
import { anyKey, rightText } from './texts.js';
import { hostile, made } from './values.js';

/**
 * @typedef {object} RowInput
 * @property {unknown} values
 * @property {unknown} keys
 * @property {Readonly<Record<string, string>> | undefined} expected The attributes, if the row is right.
 */

/** A value, and the string that it becomes. Undefined if it is left out. @typedef {[value: unknown, text: string | undefined]} Cell */

/** @type {fc.Arbitrary<Cell>} */
const cell = fc.oneof(
  { weight: 4, arbitrary: rightText(60).map((text) => /** @type {Cell} */ ([text, text])) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      .../** @type {Cell[]} */ ([
        [MARKED_NUMBER, '8675309'],
        [-MARKED_NUMBER - 0.5, '-8675309.5'],
        [-0, '0'],
        [Number.MAX_SAFE_INTEGER, '9007199254740991'],
        [1e-7, '1e-7'],
        [BigInt(MARKED_NUMBER) ** 2n, '75260986245481'],
        [true, 'true'],
        [false, 'false'],
        [null, undefined],
        [undefined, undefined],
        [new Date(0), '1970-01-01T00:00:00.000Z'],
        [new Date(-1), '1969-12-31T23:59:59.999Z'],
      ]),
    ),
  },
);

// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- an instance of a class is what is passed
class Row {
  /** @param {object} values */
  constructor(values) {
    for (const [name, value] of Object.entries(values)) {
      Object.defineProperty(this, name, { value, enumerable: true });
    }
  }
}

/** @typedef {(values: object) => object} Shape */

/** Of a class instance, the keys must be given. @type {{ shape: Shape, isPlain: boolean }[]} */
const SHAPES = [
  { shape: (values) => values, isPlain: true },
  { shape: (values) => Object.freeze({ __proto__: null, ...values }), isPlain: true },
  { shape: (values) => new Row(values), isPlain: false },
  { shape: (values) => new Proxy(values, {}), isPlain: true },
];

const rightRow = fc
  .tuple(
    fc.uniqueArray(fc.tuple(attributeKey, cell), { selector: ([name]) => name, maxLength: 6 }),
    fc.constantFrom(...SHAPES),
    fc.boolean(),
    fc.nat(6),
  )
  .map(([cells, { shape, isPlain }, isWhole, count]) => () => {
    const names = cells.map(([name]) => name);
    const keys = isWhole && isPlain ? undefined : names.slice(0, count);
    const selected = keys === undefined ? cells : cells.slice(0, count);
    const texts = new Map(selected.flatMap(([name, [, text]]) => (text === undefined ? [] : [[name, text]])));
    const values = shape(Object.fromEntries(cells.map(([name, [value]]) => [name, value])));
    return { values, keys, expected: Object.fromEntries(texts) };
  });

const names = fc.oneof(
  { weight: 3, arbitrary: made(fc.constant(undefined)) },
  { weight: 3, arbitrary: made(fc.array(fc.oneof(attributeKey, anyKey), { maxLength: 5 })) },
  // Strings in it would be names, which an error may show: they are for the line above.
  { weight: 1, arbitrary: hostile.map((make) => () => withoutStrings(make())) },
);

/** @param {unknown} value */
function withoutStrings(value) {
  try {
    const isNamed = Array.isArray(value) && Array.from(value).some((one) => typeof one === 'string');
    return isNamed ? [1] : value;
  } catch {
    return value;
  }
}

/** @type {import('./values.js').Made<RowInput>} */
export const anyRow = fc.oneof(
  { weight: 3, arbitrary: rightRow },
  {
    weight: 2,
    arbitrary: fc
      .tuple(rightRow, fc.oneof(attributeKey, anyKey), hostile, names)
      .map(([makeRow, name, make, makeNames]) => () => {
        const { values } = makeRow();
        const wrong = Object.fromEntries([...Object.entries(values), [name, make()]]);
        return { values: wrong, keys: makeNames(), expected: undefined };
      }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(anyAttributes, names).map(([makeValues, makeNames]) => () => ({
      values: makeValues(),
      keys: makeNames(),
      expected: undefined,
    })),
  },
);
