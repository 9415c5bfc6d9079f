// The size of a token before it is created. The widget accepts 6144 bytes for the encoded token, and a
// JavaScript string has two bytes for each character. The size follows from the claims exactly.

import type { Issue } from '../errors.js';
import { throwIfAny } from '../lib/issues.js';
import { requireOptions } from '../lib/options.js';
import { utf8Length } from '../lib/utf8.js';
import { writeMember, type StringValues } from '../rules/attributes.js';
import { MAX_CLAIMS_BYTES, tokenCharacters } from '../rules/limits.js';
import { makeSizeIssue, measureToken, type TokenLength } from '../rules/size.js';
import { secretsOf } from '../rules/swapped.js';
import { writeClaims, type Claims } from './claims.js';
import { TOKEN_OPTIONS, type EstimateTokenSizeOptions } from './options.js';

/** The size of a token, compared with the most that the widget accepts. */
export interface TokenSize extends TokenLength {
  /** For each attribute, the bytes that the token would lose without it. */
  readonly bytesByAttribute: Record<string, number>;
}

/**
 * Returns the exact size of the token that `createWidgetToken` would create from the same options, without
 * signing anything. The widget accepts 6144 bytes, which are 3072 characters.
 *
 * It does not throw if the token is too large, as long as each option keeps its own limits: `fits` is then
 * `false`. It runs in any runtime, so that a form can call it at each key press.
 *
 * @param options - The options of `createWidgetToken`. The secret may be left out.
 * @returns The size in characters and in UTF-16 bytes, in total and by attribute.
 * @throws {@link WidgetTokenError} if an option is invalid, with every problem.
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
export function estimateTokenSize<Attributes extends StringValues<Attributes> = Record<string, string>>(
  options: EstimateTokenSizeOptions<Attributes>,
): TokenSize {
  const issues: Issue[] = [];
  const given = requireOptions(options, TOKEN_OPTIONS, issues);
  const { json, attributes } = writeClaims(given, issues);
  throwIfAny(issues, secretsOf(given));

  const claimsBytes = utf8Length(json);
  const size = measureToken(tokenCharacters(claimsBytes));
  const comma = attributes.length > 1 ? 1 : 0;
  const bytesByAttribute = attributes.map(([key, value]): [string, number] => {
    const others = tokenCharacters(claimsBytes - utf8Length(writeMember(key, value)) - comma);
    return [key, size.bytes - measureToken(others).bytes];
  });
  return { ...size, bytesByAttribute: Object.fromEntries(bytesByAttribute) };
}

/** Adds an issue if the token would be too large. */
export function checkSize({ json, attributes }: Claims, issues: Issue[]): void {
  // A UTF-16 unit has at most three bytes, so that the claims of most tokens need not be counted.
  if (json.length * 3 <= MAX_CLAIMS_BYTES) return;
  const claimsBytes = utf8Length(json);
  if (claimsBytes <= MAX_CLAIMS_BYTES) return;
  const members = attributes.map(([key, value]) => [key, writeMember(key, value)] as const);
  issues.push(makeSizeIssue(claimsBytes, members));
}
