// verifyWidgetToken: the token's size, its header, its signature, its claims, in that order. If the signature
// is wrong, the error says nothing about the claims: someone else wrote them.

import type { Issue } from '../errors.js';
import { addIssue, throwIfAny } from '../lib/issues.js';
import { requireOptions } from '../lib/options.js';
import { requireWebCrypto } from '../lib/runtime.js';
import { checkExposure } from '../rules/exposure.js';
import { checkWidgetId } from '../rules/ids.js';
import { MAX_CLOCK_TOLERANCE_SECONDS } from '../rules/limits.js';
import { checkSecret, keysOf, readSecrets, type CheckedSecret, type WidgetSecret } from '../rules/secret.js';
import { checkSwapped, secretsOf } from '../rules/swapped.js';
import { checkDate } from '../rules/times.js';
import { checkClaims, type WidgetTokenClaims } from './claims.js';
import { checkTokenText, readClaims, readHeader, splitToken } from './parts.js';
import { findSigningKey } from './signature.js';

/** The options of {@link verifyWidgetToken}. */
export interface VerifyWidgetTokenOptions {
  /** The widget's security key, or all of them: while keys are rotated, Connect has two. */
  readonly secret: WidgetSecret | readonly WidgetSecret[] | undefined;
  /** The widget that the token must be for. */
  readonly widgetId: string | undefined;
  /** The date for which the token is checked. Default: now. */
  readonly currentDate?: Date | undefined;
  /** By how many seconds the signer's clock may differ from this one, 0 to 60. Default: 0. */
  readonly clockTolerance?: number | undefined;
}

const OPTIONS = {
  widgetId: undefined,
  secret: undefined,
  currentDate: undefined,
  clockTolerance: undefined,
} as const satisfies Record<keyof VerifyWidgetTokenOptions, undefined>;

/**
 * Verifies a widget token: in a test of what your server signs, or in the backend of a self-hosted widget,
 * before it calls StartChatContact. It applies every rule that `createWidgetToken` applies.
 *
 * @param token - The token.
 * @param options - The key or keys, the widget id, and optionally the date and a tolerance in seconds.
 * @returns The claims, in a copy that is safe to use.
 * @throws `WidgetTokenError` with every problem in `issues`. If the signature is wrong, it says nothing about
 *   the claims.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/add-chat-to-website.html
 *
 * @example
 * ```ts
 * import { createWidgetToken } from 'amazon-connect-widget-token';
 * import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
 *
 * const options = { widgetId: 'widget-id', secret: 'a key for tests, of 32 bytes or more' };
 * const token = await createWidgetToken({ ...options, attributes: { name: 'Jane' } });
 * const { attributes } = await verifyWidgetToken(token, options);
 * console.log(attributes); // { name: 'Jane' }
 * ```
 */
export async function verifyWidgetToken(
  token: string,
  options: VerifyWidgetTokenOptions,
): Promise<WidgetTokenClaims> {
  requireWebCrypto();
  const issues: Issue[] = [];
  const given = requireOptions(options, OPTIONS, issues);
  const hidden = secretsOf(given);
  const { secret, ...expected } = checkSwapped(given, issues);
  const widgetId = checkWidgetId(expected.widgetId, issues);
  const secrets = checkSecrets(secret, issues);
  const now = checkDate(given.currentDate, 'currentDate', issues);
  const clockTolerance = checkClockTolerance(given.clockTolerance, issues);
  throwIfAny(issues, hidden);

  const text = checkTokenText(token, issues);
  throwIfAny(issues, hidden);
  const parts = splitToken(text, issues);
  const header = readHeader(parts, issues);
  throwIfAny(issues, hidden);
  if ((await findSigningKey(text, keysOf(secrets))) === undefined) {
    const which = secrets.length === 1 ? 'this key' : 'any of these keys';
    const problem = `was not made with ${which}, or the token was changed. Sign with the security key as text; inspectWidgetToken recognizes common mistakes.`;
    addIssue(issues, 'ERR_TOKEN_SIGNATURE', ['signature'], problem);
    throwIfAny(issues, hidden);
  }
  const signed = readClaims(parts, issues);
  const claims = checkClaims(signed, { widgetId, now, clockTolerance }, issues);
  for (const { text: key } of secrets) {
    checkExposure(signed, [], key, issues);
    checkExposure(header, ['header'], key, issues);
  }
  throwIfAny(issues, hidden);
  return claims;
}

/** One secret or several, to be used only if nothing was added to `issues`. */
function checkSecrets(secret: unknown, issues: Issue[]): CheckedSecret[] {
  return readSecrets(secret, issues).map(({ secret: one, place }) =>
    checkSecret(one, 'verify', place, issues),
  );
}

function checkClockTolerance(seconds: unknown, issues: Issue[]): number {
  if (seconds === undefined) return 0;
  if (typeof seconds === 'number' && seconds >= 0 && seconds <= MAX_CLOCK_TOLERANCE_SECONDS) return seconds;
  const rule = `must be a number of seconds from 0 to ${MAX_CLOCK_TOLERANCE_SECONDS}. Leave it out for 0.`;
  addIssue(issues, 'ERR_CLOCK_TOLERANCE_INVALID', ['clockTolerance'], rule);
  return 0;
}
