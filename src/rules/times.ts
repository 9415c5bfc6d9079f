// When a token was issued and how long it lives, in whole seconds, as RFC 7519 and Connect count.
// Each check returns what may be signed if nothing was added to `issues`.

import { addIssue, type Issue } from '../errors.js';
import { DEFAULT_EXPIRES_IN_SECONDS, MAX_EXPIRES_IN_SECONDS } from './limits.js';
import { typeName } from '../lib/untrusted.js';

/** The token's life: `exp` less `iat`. */
export function checkExpiresIn(expiresIn: unknown, issues: Issue[]): number {
  if (expiresIn === undefined) return DEFAULT_EXPIRES_IN_SECONDS;
  const seconds = Number.isInteger(expiresIn) ? Number(expiresIn) : 0;
  if (seconds < 1 || seconds > MAX_EXPIRES_IN_SECONDS) {
    const not = typeof expiresIn === 'number' ? '' : `, not ${typeName(expiresIn)}`;
    const rule = `must be a whole number of seconds from 1 to ${MAX_EXPIRES_IN_SECONDS}${not}: Connect allows a token 10 minutes.`;
    addIssue(issues, 'ERR_EXPIRES_IN_INVALID', ['expiresIn'], rule);
  }
  return seconds;
}

/** The year 5000, in seconds since 1970. What is beyond is in milliseconds, or was multiplied once too often. */
export const MAX_SECONDS = 95_617_584_000;

/** A time in whole seconds; now if there is none. Claim `iat`, or the date that a token is checked for. */
export function checkDate(date: unknown, option: 'issuedAt' | 'currentDate', issues: Issue[]): number {
  const seconds = readSeconds(date);
  if (Math.abs(seconds) < MAX_SECONDS) return seconds;
  const code = option === 'issuedAt' ? 'ERR_ISSUED_AT_INVALID' : 'ERR_CURRENT_DATE_INVALID';
  addIssue(issues, code, [option], explainWrongDate(date));
  return 0;
}

function explainWrongDate(date: unknown): string {
  if (date === undefined) {
    return 'was left out, and Date.now() gives no time before the year 5000. See what has replaced it.';
  }
  const type = typeName(date);
  const not = type === 'Date' ? ' before the year 5000' : `, not ${type}`;
  return `must be a valid Date${not}. Leave it out to use the current time.`;
}

/** Of a Date of any realm, whatever methods it has of its own; NaN for what is no Date, as getTime throws. */
function readSeconds(date: unknown): number {
  try {
    const milliseconds = date === undefined ? Date.now() : Date.prototype.getTime.call(date as Date);
    return Math.floor(milliseconds / 1000);
  } catch {
    return NaN;
  }
}
