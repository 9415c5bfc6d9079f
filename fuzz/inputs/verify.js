// Tokens, each with options to verify or inspect it: right ones, or ones with one wrong option.

import fc from 'fast-check';
import { widgetId } from './right-options.js';
import { secretText, wrongSecret } from './secrets.js';
import { anyKey } from './texts.js';
import { anyToken } from './tokens.js';
import { hostile, made, makeObject } from './values.js';

/** @typedef {import('./tokens.js').TokenInput & { options: unknown }} VerifyInput */

const ANOTHER = secretText(1e9);

const date = fc
  .integer({ min: -700, max: 700 })
  .map((seconds) => new Date(1_767_225_600_000 + seconds * 1000));

/** An option instead of a right one, or besides them. @type {fc.Arbitrary<[name: string, make: () => unknown]>} */
const wrong = fc.oneof(
  fc.tuple(fc.constant('widgetId'), fc.oneof(made(widgetId), hostile)),
  fc.tuple(fc.constant('secret'), wrongSecret),
  fc.tuple(
    fc.constant('secret'),
    fc.array(wrongSecret, { maxLength: 12 }).map((makers) => () => makers.map((make) => make())),
  ),
  fc.tuple(fc.constant('currentDate'), fc.oneof(made(date), hostile)),
  fc.tuple(fc.constant('clockTolerance'), fc.oneof(made(fc.nat(60)), hostile)),
  fc.tuple(anyKey, hostile),
  fc.tuple(
    fc.constant(ANOTHER),
    fc.constant(() => 1),
  ),
);

const others = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(wrong, { minLength: 1, maxLength: 1 }) },
);

/** @type {import('./values.js').Made<VerifyInput>} */
export const anyVerifyInput = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.tuple(anyToken, others).map(([makeToken, makers]) => () => {
      const input = makeToken();
      const { widgetId: id, secret, issuedAt } = input;
      const right = { widgetId: id, secret: [ANOTHER, secret], currentDate: issuedAt };
      return { ...input, options: { ...right, ...makeObject(makers) } };
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(anyToken, hostile).map(([makeToken, make]) => () => ({
      ...makeToken(),
      options: make(),
    })),
  },
);
