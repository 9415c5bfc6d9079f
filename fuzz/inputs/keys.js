// Security keys like those that Connect shows, and parts of them with other characters around. Unlike the
// secrets of other inputs they have no marks, so that they can be in any place.

import fc from 'fast-check';

/** @param {number} length */
const base64OfLength = (length) =>
  fc
    .uint8Array({ minLength: length, maxLength: length })
    .map((bytes) => Buffer.from(bytes).toString('base64'));

/**
 * Keys of tests, and ones with characters that JSON escapes, that are not ASCII, or that end a name that was
 * cut.
 */
const TEXT_KEYS = [
  'a key for tests, of 32 bytes or more',
  'a-key-for-tests-only-and-for-nothing-else',
  'a "key" for \\tests\\, of 32 bytes or more',
  'ein Schlüssel für Prüfungen, länger als nötig',
  'ключ для тестов, не короче 32 байт',
  'a key for tests… of 32 bytes or more…',
];

/** 32 bytes end in "=", 33 do not. */
export const key = fc.oneof(
  { weight: 6, arbitrary: base64OfLength(32) },
  { weight: 2, arbitrary: base64OfLength(33) },
  { weight: 2, arbitrary: fc.constantFrom(...TEXT_KEYS) },
);

/** Whether a string is a key as Connect shows it. @param {string} text */
export const isConnectKey = (text) => /^[A-Za-z\d+/]{43}[A-Za-z\d+/=]$/.test(text);

/**
 * The whole key or a part of it, with other characters around.
 *
 * @typedef {object} Part
 * @property {[start: number, length: number] | undefined} slice Undefined for the whole key.
 * @property {string} before
 * @property {string} after
 */

const slice = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.tuple(fc.constant(0), fc.nat(40)) },
  { weight: 4, arbitrary: fc.tuple(fc.nat(60), fc.nat(40)) },
);

/** Names are cut after 63 characters: with this padding, also within the key. */
const padding = fc.nat(70).map((length) => '-'.repeat(length));

const around = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(' ', '\n', '\r\n', '\ufeff', '"', "'", '\u201c', 'key=', '…', '\u0007'),
  },
  { weight: 3, arbitrary: padding },
);

/** @type {fc.Arbitrary<Part>} */
export const part = fc.record({ slice, before: around, after: around });

/** The shortest part that shows a key. */
const MIN_CHARACTERS = 16;

/** @param {string} of @param {Part} given */
export function textOfPart(of, { slice: given, before, after }) {
  if (given === undefined) return `${before}${of}${after}`;
  const start = given[0] % (of.length - MIN_CHARACTERS + 1);
  const length = MIN_CHARACTERS + (given[1] % (of.length - start - MIN_CHARACTERS + 1));
  return `${before}${of.slice(start, start + length)}${after}`;
}
