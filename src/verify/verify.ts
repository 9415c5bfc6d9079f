// verifyWidgetToken: its size, its header, its signature, its claims, in that order. Nothing is said of the
// claims of a token that somebody else made.

import { requireWebCrypto } from '../lib/runtime.js';
import { addIssue, throwIfAny, type Issue } from '../errors.js';
import { addFinding, throwFindings, type Finding } from './findings.js';
import { checkWidgetId } from '../rules/ids.js';
import { readOptions } from '../token/options.js';
import { checkSecret, readSecrets, type CheckedSecret, type WidgetSecret } from '../rules/secret.js';
import { isSignedWithAny } from './signature.js';
import { checkDate } from '../rules/times.js';
import { checkTokenClaims, type WidgetTokenClaims } from './claims.js';
import { checkTokenText, readClaimsPart, readHeader, splitToken } from './parts.js';

/** What {@link verifyWidgetToken} takes. */
export interface VerifyWidgetTokenOptions {
  /** The widget's security key, or all of them: while keys are rotated, Connect has two. */
  readonly secret: WidgetSecret | readonly WidgetSecret[];
  /** The widget that the token must be for. */
  readonly widgetId: string;
  /** The date to check for. Now if left out. */
  readonly currentDate?: Date | undefined;
  /** By how many seconds the signer's clock may differ from this one's, 0 to 60. 0 if left out. */
  readonly clockTolerance?: number | undefined;
}

const OPTIONS = { widgetId: undefined, secret: undefined, currentDate: undefined, clockTolerance: undefined };

const MAX_CLOCK_TOLERANCE_SECONDS = 60;

/**
 * Verifies a widget token: for a test of what your server signs, or for the backend of a self-hosted widget,
 * before it calls StartChatContact. It keeps every rule that `createWidgetToken` keeps.
 *
 * @param token - The token.
 * @param options - The key or keys, the widget id, and if need be the date and a tolerance in seconds.
 * @returns The claims, in a copy that is safe to use.
 * @throws `WidgetTokenError` with all that is wrong in `issues`; but with nothing of the claims if the
 *   signature does not hold.
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
  const given = readOptions(options, OPTIONS, issues);
  const widgetId = checkWidgetId(given.widgetId, issues);
  const secrets = checkSecrets(given.secret, issues);
  const now = checkDate(given.currentDate, 'currentDate', issues);
  const clockTolerance = checkClockTolerance(given.clockTolerance, issues);
  throwIfAny(issues, given.secret);

  const findings: Finding[] = [];
  const text = checkTokenText(token, findings);
  throwFindings(findings);
  const parts = splitToken(text, findings);
  readHeader(parts, findings);
  throwFindings(findings);
  if (!(await isSignedWithAny(text, secrets))) {
    const problem = 'was not made by any of the keys, or was changed.';
    const hint = "Sign with the widget's security key, as text; inspectWidgetToken knows the usual mistakes.";
    addFinding(findings, 'ERR_TOKEN_SIGNATURE', ['signature'], problem, hint);
    throwFindings(findings);
  }
  const part = readClaimsPart(parts, findings);
  const claims = checkTokenClaims(part, { widgetId, now, clockTolerance }, findings);
  throwFindings(findings);
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
  const rule = `must be seconds from 0 to ${MAX_CLOCK_TOLERANCE_SECONDS}.`;
  addIssue(issues, 'ERR_CLOCK_TOLERANCE_INVALID', ['clockTolerance'], rule);
  return 0;
}
