// The option `origins`, and the header `Origin` of a request to the endpoint on https://example.com.

import fc from 'fast-check';
import { hostile, made } from './values.js';

const SHOP = 'https://www.example.com';

/** @typedef {readonly string[] | undefined} Origins */

/** @type {fc.Arbitrary<Origins>} */
export const rightOrigins = fc.constantFrom(
  undefined,
  undefined,
  [],
  [SHOP],
  ['http://localhost:3000', SHOP],
  ['https://shop.example.com:8443'],
);

const WRONG = ['*', SHOP, ['*'], ['null'], [`${SHOP}/`], [SHOP, 'https://*.example.com'], new Set([SHOP])];

/** A list that is refused. @type {import('./values.js').Made<unknown>} */
export const wrongOrigins = fc.oneof(
  made(fc.constantFrom(...WRONG)),
  hostile.map((make) => () => [make()]),
);

/** The host of the endpoint. */
export const HOST = 'example.com';

/** Pages on the host of the endpoint. Their scheme does not count. */
const OWN = ['https://example.com', 'http://example.com', 'https://example.com:443'];

/** Undefined: the request has no such header. @type {fc.Arbitrary<string | undefined>} */
export const sentOrigin = fc.oneof(
  { weight: 8, arbitrary: fc.constant(undefined) },
  { weight: 3, arbitrary: fc.constantFrom(SHOP, 'http://localhost:3000', 'https://shop.example.com:8443') },
  { weight: 1, arbitrary: fc.constantFrom(...OWN) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'null',
      '',
      '*',
      `${SHOP}/`,
      `${SHOP}.attacker.invalid`,
      `${SHOP}, https://attacker.invalid`,
      'https://wwwxexample.com',
      'HTTPS://WWW.EXAMPLE.COM',
      'https://example.com:8443',
      'https://attacker.invalid#example.com',
    ),
  },
);

/**
 * Whether CORS lets an origin in. It does not use the package's rule: all origins are from the lists above.
 *
 * @param {string | undefined} origin
 * @param {Origins} origins
 */
export const isAllowed = (origin, origins) =>
  origins === undefined || origin === undefined || origins.includes(origin) || OWN.includes(origin);
