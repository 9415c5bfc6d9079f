// Options of createWidgetToken and estimateTokenSize. Some are right, some are right except for one thing,
// and some are hostile.

import fc from 'fast-check';
import {
  attributeKey,
  attributesOf,
  rightAttributes,
  rightOptions,
  segmentKey,
  segmentValue,
} from './right-options.js';
import { wrongSecret } from './secrets.js';
import { anyKey, anyText, mark, markedText } from './texts.js';
import { childOf, hostile, made, makeObject, raise, readOnce, withoutPrototype } from './values.js';

/** @typedef {import('./right-options.js').Options} Options */

/** @template T @typedef {import('./values.js').Made<T>} Made */

/**
 * The object with one more entry. A key named __proto__ stays a key.
 *
 * @param {[object: object, key: string, make: () => unknown]} given
 */
const withOne =
  ([object, key, make]) =>
  () =>
    Object.fromEntries([...Object.entries(object), [key, make()]]);

/** Numbers of keys. Those around the limit and beyond are rare, because such objects take long to make. */
const manyKeys = fc.oneof(
  { weight: 30, arbitrary: fc.integer({ min: 90, max: 400 }) },
  { weight: 1, arbitrary: fc.integer({ min: 32_760, max: 40_000 }) },
);

/** Attributes of which one is wrong, or which are wrong as a whole. @type {Made<unknown>} */
const wrongAttributes = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(attributesOf(3), anyKey, made(markedText)).map(withOne) },
  { weight: 8, arbitrary: fc.tuple(attributesOf(3), attributeKey, hostile).map(withOne) },
  { weight: 8, arbitrary: fc.tuple(attributesOf(3), attributeKey, made(markedText)).map(withOne) },
  {
    weight: 4,
    arbitrary: fc
      .array(fc.tuple(anyKey, hostile), { maxLength: 5 })
      .map((makers) => () => makeObject(makers)),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(manyKeys, fc.constantFrom('', ' '), hostile).map(([count, end, make]) => () => {
      const value = make();
      return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}${end}`, value]));
    }),
  },
  { weight: 8, arbitrary: hostile },
);

const wrongSegmentAttributes = fc.oneof(
  fc
    .array(fc.tuple(segmentKey, fc.oneof(made(segmentValue), hostile)), { maxLength: 4 })
    .map((makers) => () => makeObject(makers)),
  made(fc.dictionary(anyKey, segmentValue, { maxKeys: 4 })),
  made(markedText.map((text) => ({ a: { ValueString: text } }))),
  hostile,
);

const wrongText = fc.oneof(made(markedText), made(anyText.map((text) => `${mark(text)}"`)), hostile);

/** Wrong values for each option. @type {Record<string, Made<unknown>>} */
const WRONG = {
  widgetId: wrongText,
  secret: wrongSecret,
  attributes: wrongAttributes,
  customerId: wrongText,
  relatedContactId: wrongText,
  segmentAttributes: wrongSegmentAttributes,
  expiresIn: fc.oneof(made(fc.constantFrom(0, 1, 600, 601, -1, 1.5, NaN, Infinity, '60', 500n)), hostile),
  issuedAt: fc.oneof(
    made(fc.constantFrom(0, '2026-01-01', new Date(NaN), new Date('+005000-01-01'), new Date(8.64e15))),
    hostile,
  ),
  attribute: hostile,
};

/** @type {fc.Arbitrary<[name: string, make: () => unknown]>} */
const mistake = fc.oneof(
  ...Object.entries(WRONG).map(([name, value]) => fc.tuple(fc.constant(name), value)),
  fc.tuple(anyKey, hostile),
);

/** Right except for one or two things. @type {Made<Options>} */
export const nearlyRightOptions = fc
  .tuple(rightOptions, fc.array(mistake, { minLength: 1, maxLength: 2 }))
  .map(([right, mistakes]) => () => ({ ...right, ...makeObject(mistakes) }));

/** The secret as a name: of an option or of an attribute, with or without more characters around it. */
const secretAsKey = fc
  .tuple(
    rightOptions,
    fc.constantFrom(undefined, 'attributes', 'segmentAttributes'),
    fc.constantFrom('', '-', '-'.repeat(40), '-'.repeat(50), '-'.repeat(60), '-'.repeat(70)),
    fc.constantFrom('', '=', ' '.repeat(80)),
  )
  .map(([right, option, start, end]) => {
    if (typeof right.secret !== 'string') return right;
    const wrong = { [start + right.secret + end]: 1 };
    return { ...right, ...(option === undefined ? wrong : { [option]: wrong }) };
  });

/** Ways in which the options as a whole are not a plain object. @type {((right: Options, text: string) => unknown)[]} */
const DISGUISES = [
  withoutPrototype,
  childOf,
  (right) => new Proxy(right, {}),
  (right, text) => new Proxy(right, { get: () => raise(text) }),
  (right, text) => ({ ...right, [Symbol('symbol')]: text }),
  (right) => Object.defineProperty({ ...right }, 'widgetId', { enumerable: false }),
  (right) => Object.entries(right),
  (right) => new Map(Object.entries(right)),
  (right) => JSON.stringify(right.attributes),
  (right) => Promise.resolve(right),
  readOnce,
];

const hostileOptions = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(rightOptions, fc.constantFrom(...DISGUISES), markedText).map(
      ([right, disguise, text]) =>
        () =>
          disguise(right, text),
    ),
  },
  { weight: 3, arbitrary: fc.array(mistake, { maxLength: 9 }).map((makers) => () => makeObject(makers)) },
  { weight: 2, arbitrary: made(secretAsKey) },
  { weight: 1, arbitrary: hostile },
);

/** Options of every kind. @type {Made<unknown>} */
export const anyOptions = fc.oneof(
  { weight: 4, arbitrary: made(rightOptions) },
  { weight: 3, arbitrary: nearlyRightOptions },
  { weight: 2, arbitrary: hostileOptions },
);

/** Attributes of every kind. @type {Made<unknown>} */
export const anyAttributes = fc.oneof(
  { weight: 1, arbitrary: made(rightAttributes) },
  { weight: 2, arbitrary: wrongAttributes },
);
