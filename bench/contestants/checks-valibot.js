import { check, maxLength, minLength, parse, pipe, record, regex, string, unknown } from 'valibot';
import { attributes } from '../lib/claims.js';
import { isEncodable, isShort, isSmall, KEY, MAX_CHARACTERS, sign } from '../lib/own-checks.js';

const Attributes = pipe(
  unknown(),
  // Valibot's record accepts one.
  check((given) => !Array.isArray(given), 'must not be an array'),
  record(
    pipe(string(), minLength(1), maxLength(MAX_CHARACTERS), regex(KEY)),
    pipe(
      string(),
      check(isShort, 'must have at most 32767 characters'),
      check(isEncodable, 'must not contain half of a surrogate pair'),
    ),
  ),
  check(isSmall, 'must have at most 32768 bytes in total'),
);

/** @param {unknown} given */
export const mintFor = async (given) => sign(parse(Attributes, given));

export const prepare = () => () => mintFor(attributes);
