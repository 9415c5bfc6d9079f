// When a token was issued and how long it lives, in whole seconds, as RFC 7519 and Connect count.
// Each check returns what may be signed if nothing was added to `issues`.

import { addIssue, type Issue } from './errors.js';
import { DEFAULT_EXPIRES_IN_SECONDS, MAX_EXPIRES_IN_SECONDS } from './limits.js';

/** The token's life: `exp` less `iat`. */
export function checkExpiresIn(expiresIn: unknown, issues: Issue[]): number {
  if (expiresIn === undefined) return DEFAULT_EXPIRES_IN_SECONDS;
  const seconds = Number.isInteger(expiresIn) ? Number(expiresIn) : 0;
  if (seconds < 1 || seconds > MAX_EXPIRES_IN_SECONDS) {
    const rule = `must be a whole number of seconds from 1 to ${MAX_EXPIRES_IN_SECONDS}: Connect allows a token 10 minutes.`;
    addIssue(issues, 'ERR_EXPIRES_IN_INVALID', ['expiresIn'], rule);
  }
  return seconds;
}

/** Claim `iat`. */
export function checkIssuedAt(issuedAt: unknown, issues: Issue[]): number {
  const milliseconds = issuedAt === undefined ? Date.now() : readTime(issuedAt);
  if (!Number.isFinite(milliseconds)) {
    addIssue(issues, 'ERR_ISSUED_AT_INVALID', ['issuedAt'], 'must be a valid Date; leave it out for now.');
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
