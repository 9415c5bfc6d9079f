// Strings: ordinary ones, ones that have broken other programs, random UTF-16, and very long ones.

import naughtyStrings from 'big-list-of-naughty-strings' with { type: 'json' };
import fc from 'fast-check';
import { MARK, withoutMarks } from '../checks/marks.js';

/** Around each limit, and far beyond. */
const LENGTHS = [
  31, 32, 127, 128, 129, 255, 256, 257, 1023, 1024, 1025, 2200, 2243, 2244, 3072, 32767, 32768,
];

/**
 * Longer strings are left to the tests: to hash a secret of ten million bytes takes longer than a call may
 * take.
 */
const HUGE_LENGTHS = [100_000, 1_000_000];

const UNITS = [
  'x',
  '"',
  '\\',
  '\n',
  '\u0000',
  '\u007f',
  'é',
  '\u2028',
  '€',
  '👋',
  '\ud800',
  '\udfff',
  ' ',
  '=',
];

const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 40, size: 'medium' });

const unicode = fc.string({ unit: 'binary', maxLength: 20, size: 'medium' });

/** Half of the pairs are broken. */
const utf16 = fc
  .array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff })), {
    maxLength: 20,
    size: 'medium',
  })
  .map((units) => String.fromCharCode(...units));

const naughty = fc.constantFrom(...naughtyStrings);

/** @param {readonly number[]} lengths */
const long = (lengths) =>
  fc
    .tuple(fc.constantFrom(...UNITS), fc.constantFrom(...lengths))
    .map(([unit, length]) => unit.repeat(length).slice(0, length));

/** Any string. One in a thousand is huge: these take longer to make than all others together. */
export const anyText = fc.oneof(
  { weight: 800, arbitrary: ascii },
  { weight: 400, arbitrary: unicode },
  { weight: 400, arbitrary: utf16 },
  { weight: 400, arbitrary: naughty },
  { weight: 80, arbitrary: long(LENGTHS) },
  { weight: 2, arbitrary: long(HUGE_LENGTHS) },
);

/** @param {string} text */
export const mark = (text) => `${MARK}${text}${MARK}`;

/** Any string as a value. */
export const markedText = anyText.map(mark);

/** A key. It has no mark, because messages may name it. */
export const anyKey = fc.oneof(ascii, unicode, utf16, naughty, long(LENGTHS)).map(withoutMarks);

/** A value that keeps the rules, of 2 to `maxLength` characters. */
export const rightText = (/** @type {number} */ maxLength) =>
  fc.oneof({ weight: 3, arbitrary: ascii }, unicode, naughty).map((text) => {
    const cut = mark(text.slice(0, maxLength - 2));
    return cut.toWellFormed();
  });
