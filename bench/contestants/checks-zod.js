import * as z from 'zod';
import { attributes } from '../lib/claims.js';
import { isEncodable, isShort, isSmall, KEY, MAX_CHARACTERS, sign } from '../lib/own-checks.js';

const Attributes = z
  .record(
    z.string().min(1).max(MAX_CHARACTERS).regex(KEY),
    z
      .string()
      .refine(isShort, 'must have at most 32767 characters')
      .refine(isEncodable, 'must not contain half of a surrogate pair'),
  )
  .refine(isSmall, 'must have at most 32768 bytes in total');

/** @param {unknown} given */
export const mintFor = async (given) => sign(Attributes.parse(given));

export const prepare = () => () => mintFor(attributes);
