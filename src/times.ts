// When a token was issued and how long it lives, in whole seconds, as RFC 7519 and Connect count.
// Each check returns what may be signed if nothing was added to `issues`.

import { addIssue, type Issue } from './errors.js';
import { DEFAULT_EXPIRES_IN_SECONDS, MAX_EXPIRES_IN_SECONDS } from './limits.js';
import { typeName } from './untrusted.js';

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

/** A time in whole seconds; now if there is none. Claim `iat`, or the date that a token is checked for. */
export function checkDate(date: unknown, option: 'issuedAt' | 'currentDate', issues: Issue[]): number {
  const milliseconds = date === undefined ? Date.now() : readTime(date);
  if (!Number.isFinite(milliseconds)) {
    const code = option === 'issuedAt' ? 'ERR_ISSUED_AT_INVALID' : 'ERR_CURRENT_DATE_INVALID';
    const type = typeName(date);
    const not = type === 'Date' ? '' : `, not ${type}`;
    addIssue(issues, code, [option], `must be a valid Date${not}. Leave it out to use the current time.`);
  }
  return Math.floor(milliseconds / 1000);
}

/** The time of a Date of any realm, whatever methods it has of its own; NaN for what is no Date, as getTime throws then. */
function readTime(date: unknown): number {
  try {
    return Date.prototype.getTime.call(date as Date);
  } catch {
    return NaN;
  }
}
