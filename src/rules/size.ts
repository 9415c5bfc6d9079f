// The size of a token, in the widget's unit.
// https://docs.aws.amazon.com/connect/latest/adminguide/pass-contact-attributes-chat.html

import { BYTES_PER_CHARACTER, MAX_TOKEN_BYTES } from './limits.js';

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
