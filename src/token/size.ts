// The size of a token before it is signed. It is known exactly: the header and the signature have
// fixed lengths, and Base64url makes four characters of three bytes.

import { readClaims, writeMember, type Claims } from './claims.js';
import { quote, throwIfAny, type Issue } from '../errors.js';
import {
  BYTES_PER_CHARACTER,
  HEADER_CHARACTERS,
  MAX_CLAIMS_BYTES,
  MAX_TOKEN_BYTES,
  SIGNATURE_CHARACTERS,
} from '../rules/limits.js';
import { readOptions, TOKEN_OPTIONS, type WidgetTokenClaimsOptions } from './options.js';
import type { WidgetSecret } from '../rules/secret.js';
import { utf8Length } from '../lib/utf8.js';

/** So many attributes are named when a token is too large. */
const MAX_NAMED_ATTRIBUTES = 3;

/** The size of a token, against what the widget takes. */
export interface TokenSize {
  /** The length of the token. */
  readonly characters: number;
  /** The same in the widget's unit, the bytes of a JavaScript string: two to a character. */
  readonly bytes: number;
  /** The most that the widget takes: 6144 bytes. */
  readonly maxBytes: number;
  /** What is left of it, in bytes. Negative when the token does not fit. */
  readonly remainingBytes: number;
  /** Whether the widget takes it. */
  readonly fits: boolean;
  /** For each attribute, the bytes by which the token would shrink without it. */
  readonly bytesByAttribute: Record<string, number>;
}

/** What {@link estimateTokenSize} takes: the options of a token, with or without its secret. */
export interface EstimateTokenSizeOptions extends WidgetTokenClaimsOptions {
  /** Makes no difference. */
  readonly secret?: WidgetSecret | undefined;
}

/**
 * Tells the size of the token that `createWidgetToken` would make of the same options: exactly, not
 * about, and without signing anything. The widget takes 6144 bytes, which are 3072 characters.
 *
 * It does not throw on a token that is too large, as long as each option keeps its own limits: it says so. It needs nothing of the place where it
 * runs, so a form can ask at each key press.
 *
 * @param options - The options of `createWidgetToken`. The secret may be left out.
 * @returns The size in characters and in bytes of UTF-16, in all and by attribute.
 * @throws {@link WidgetTokenError} if an option is wrong, with everything that is.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/pass-contact-attributes-chat.html
 *
 * @example
 * ```ts
 * import { estimateTokenSize } from 'amazon-connect-widget-token';
 *
 * const size = estimateTokenSize({ widgetId: 'widget-id', attributes: { name: 'Jane' } });
 * console.log(size.bytes, size.remainingBytes, size.bytesByAttribute); // 382 5762 { name: 36 }
 * ```
 */
export function estimateTokenSize(options: EstimateTokenSizeOptions): TokenSize {
  const issues: Issue[] = [];
  const given = readOptions(options, TOKEN_OPTIONS, issues);
  const claims = readClaims(given, issues);
  throwIfAny(issues, given.secret);
  return measure(claims);
}

/** Adds to `issues` that the token would be too large, with what to drop. */
export function checkSize(claims: Claims, issues: Issue[]): void {
  // A UTF-16 unit is three bytes at most, so that the claims of most tokens need not be counted.
  if (claims.json.length * 3 <= MAX_CLAIMS_BYTES) return;
  const claimsBytes = utf8Length(claims.json);
  const bytes = tokenBytes(claimsBytes);
  if (bytes <= MAX_TOKEN_BYTES) return;
  const largest = claims.attributes
    .map(([key, value]) => ({ key, size: utf8Length(writeMember(key, value)) }))
    .sort((one, other) => other.size - one.size)
    .slice(0, MAX_NAMED_ATTRIBUTES)
    .map(({ key, size }) => `${quote(key)} (${size})`);
  const advice = largest.length > 0 ? ` The largest attributes: ${largest.join(', ')}.` : '';
  const message =
    `The token would have ${bytes / BYTES_PER_CHARACTER} characters, or ${bytes} bytes, and the widget takes ${MAX_TOKEN_BYTES} bytes. ` +
    `Drop at least ${claimsBytes - MAX_CLAIMS_BYTES} UTF-8 bytes of claims.${advice}`;
  issues.push({ code: 'ERR_TOKEN_TOO_LARGE', message, path: [] });
}

function measure({ json, attributes }: Claims): TokenSize {
  const claimsBytes = utf8Length(json);
  const bytes = tokenBytes(claimsBytes);
  const comma = attributes.length > 1 ? 1 : 0;
  const bytesByAttribute = attributes.map(([key, value]): [string, number] => [
    key,
    bytes - tokenBytes(claimsBytes - utf8Length(writeMember(key, value)) - comma),
  ]);
  return {
    characters: bytes / BYTES_PER_CHARACTER,
    bytes,
    maxBytes: MAX_TOKEN_BYTES,
    remainingBytes: MAX_TOKEN_BYTES - bytes,
    fits: bytes <= MAX_TOKEN_BYTES,
    bytesByAttribute: Object.fromEntries(bytesByAttribute),
  };
}

function tokenBytes(claimsBytes: number): number {
  return BYTES_PER_CHARACTER * tokenCharacters(claimsBytes);
}

/** The length of the token of so many bytes of claims. */
export function tokenCharacters(claimsBytes: number): number {
  const claimsCharacters = Math.ceil((claimsBytes * 4) / 3);
  return HEADER_CHARACTERS + 1 + claimsCharacters + 1 + SIGNATURE_CHARACTERS;
}
