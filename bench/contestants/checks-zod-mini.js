import * as z from 'zod/mini';
import { attributes } from '../lib/claims.js';
import { isEncodable, isShort, isSmall, KEY, MAX_CHARACTERS, sign } from '../lib/own-checks.js';

const Attributes = z
  .record(
    z.string().check(z.minLength(1), z.maxLength(MAX_CHARACTERS), z.regex(KEY)),
    z
      .string()
      .check(
        z.refine(isShort, 'must have at most 32767 characters'),
        z.refine(isEncodable, 'must not contain half of a surrogate pair'),
      ),
  )
  .check(z.refine(isSmall, 'must have at most 32768 bytes in total'));

/** @param {unknown} given */
export const mintFor = async (given) => sign(Attributes.parse(given));

export const prepare = () => () => mintFor(attributes);
