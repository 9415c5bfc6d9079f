// Options that keep every rule. With some, the token is too large, by a little or by far.

import fc from 'fast-check';
import { MARKED_NUMBER } from '../checks/marks.js';
import { rightSecret } from './secrets.js';
import { mark, rightText } from './texts.js';

/** @typedef {Record<string, unknown>} Options */

export const attributeKey = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/) },
  fc.constantFrom('__proto__', 'constructor', 'toString', 'toJSON', 'length', '0', '10', '-', 'name'),
);

/** @param {number} maxLength */
const pairsOf = (maxLength) =>
  fc.uniqueArray(fc.tuple(attributeKey, rightText(60)), { selector: ([key]) => key, maxLength });

/** @param {number} maxKeys */
export const attributesOf = (maxKeys) => pairsOf(maxKeys).map((pairs) => Object.fromEntries(pairs));

/** Attributes for the command, which gets them one by one. */
export const attributePairs = pairsOf(3);

/** Attributes that make the token as large as allowed, a little smaller or a little larger. */
const fullAttributes = fc
  .tuple(fc.integer({ min: 2000, max: 2200 }), fc.constantFrom('x', 'é', '€', '👋', '"', '\u0001'))
  .map(([bytes, unit]) => ({ a: mark(unit.repeat(Math.floor(bytes / JSON.stringify(unit).length))) }));

/** Many small attributes, up to the 32768 bytes that a contact may have. */
const manyAttributes = fc
  .tuple(
    fc.oneof(
      { weight: 20, arbitrary: fc.integer({ min: 7, max: 300 }) },
      { weight: 1, arbitrary: fc.integer({ min: 300, max: 6000 }) },
    ),
    fc.nat(5),
  )
  .map(([count, length]) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [index.toString(36), mark('x'.repeat(length))]),
    ),
  );

export const rightAttributes = fc.oneof(
  { weight: 40, arbitrary: attributesOf(6) },
  { weight: 5, arbitrary: fullAttributes },
  { weight: 1, arbitrary: manyAttributes },
);

export const segmentKey = fc.oneof(
  fc.constantFrom('connect:Subtype', '__proto__', 'a'),
  fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }).map((key) => key.replace(/[\^\p{Cc}]/gu, '-')),
);

/** @type {fc.Arbitrary<unknown>} */
export const segmentValue = fc.letrec((/** @type {fc.LetrecTypedTie<{ value: unknown }>} */ tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.record({ ValueString: rightText(40) }),
    fc.record({ ValueInteger: fc.constantFrom(MARKED_NUMBER, -MARKED_NUMBER, 0) }),
    fc.record({ ValueArn: rightText(40).map((text) => `arn:${text}`) }),
    fc.record({ ValueList: fc.array(tie('value'), { maxLength: 3 }) }),
    fc.record({ ValueMap: fc.dictionary(segmentKey, tie('value'), { maxKeys: 3 }) }),
  ),
})).value;

const issuedAt = fc.oneof(
  fc.date({ min: new Date('2001-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
  fc
    .date({ min: new Date('-001000-01-01'), max: new Date('4999-12-31'), noInvalidDate: true })
    // A date of seconds is refused.
    .filter((date) => date < new Date('1970-01-12') || date > new Date('1970-02-17')),
);

/** A real one has no mark, as a widget id with other text is refused. */
export const widgetId = fc.oneof(
  { weight: 2, arbitrary: fc.uuid() },
  { weight: 2, arbitrary: fc.uuid().map((id) => mark(`w${id}`)) },
  rightText(60),
);

/** @type {fc.Arbitrary<Options>} */
export const rightClaims = fc.record(
  {
    attributes: rightAttributes,
    customerId: rightText(128),
    relatedContactId: rightText(256),
    segmentAttributes: fc.dictionary(segmentKey, segmentValue, { maxKeys: 2 }),
  },
  { requiredKeys: [] },
);

/** @type {fc.Arbitrary<Options>} */
export const rightOptions = fc
  .tuple(
    rightClaims,
    fc.record(
      { widgetId, secret: rightSecret, expiresIn: fc.integer({ min: 1, max: 600 }), issuedAt },
      { requiredKeys: ['widgetId', 'secret'] },
    ),
  )
  .map(([claims, others]) => ({ ...others, ...claims }));
