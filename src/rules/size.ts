// The size of a token, in the widget's unit.
// https://docs.aws.amazon.com/connect/latest/adminguide/pass-contact-attributes-chat.html

import type { Issue } from '../errors.js';
import { quote } from '../lib/issues.js';
import { utf8Length } from '../lib/utf8.js';
import { BYTES_PER_CHARACTER, MAX_CLAIMS_BYTES, MAX_TOKEN_BYTES, tokenCharacters } from './limits.js';

/** The message for a token that is too large names this many attributes. */
const MAX_NAMED_ATTRIBUTES = 3;

/** The size of a token, compared with the most that the widget accepts. */
export interface TokenLength {
  /** The length of the token. */
  readonly characters: number;
  /** The same in the widget's unit, the bytes of a JavaScript string: two for each character. */
  readonly bytes: number;
  /** The most that the widget accepts: 6144 bytes. */
  readonly maxBytes: number;
  /** How many bytes are left. Negative if the token does not fit. */
  readonly remainingBytes: number;
  /** Whether the widget accepts a token of this size. */
  readonly fits: boolean;
}

/** The size of a token with this many characters. */
export function measureToken(characters: number): TokenLength {
  const bytes = characters * BYTES_PER_CHARACTER;
  const remainingBytes = MAX_TOKEN_BYTES - bytes;
  return { characters, bytes, maxBytes: MAX_TOKEN_BYTES, remainingBytes, fits: remainingBytes >= 0 };
}

/** The issue of a token that is too large, with the attributes to shorten: those with the longest JSON. */
export function makeSizeIssue(
  claimsBytes: number,
  members: readonly (readonly [key: string, json: string])[],
  least = '',
): Issue {
  const { characters, bytes, maxBytes } = measureToken(tokenCharacters(claimsBytes));
  const largest = members
    .map(([key, json]) => ({ key, size: utf8Length(json) }))
    .sort((one, other) => other.size - one.size)
    .slice(0, MAX_NAMED_ATTRIBUTES)
    .map(({ key, size }) => `${quote(key)} (${size} bytes)`);
  const advice = largest.length > 0 ? ` Largest attributes: ${largest.join(', ')}.` : '';
  const message =
    `The token would have ${least}${bytes} bytes (${characters} characters), and the widget accepts at most ${maxBytes}. ` +
    `Shorten the claims by at least ${claimsBytes - MAX_CLAIMS_BYTES} UTF-8 bytes.${advice}`;
  return { code: 'ERR_TOKEN_TOO_LARGE', message, path: [] };
}
