// When a token was issued and how long it is valid, in whole seconds, as in Amazon's examples.
// Each check returns what may be signed if it added nothing to `issues`.

import type { Issue } from '../errors.js';
import { addIssue } from '../lib/issues.js';
import { typeName } from '../lib/untrusted.js';
import { DEFAULT_EXPIRES_IN_SECONDS, MAX_EXPIRES_IN_SECONDS, MAX_TIME_SECONDS } from './limits.js';

/** The lifetime of a token, in seconds: `exp` minus `iat`. */
export function checkExpiresIn(expiresIn: unknown, issues: Issue[]): number {
  if (expiresIn === undefined) return DEFAULT_EXPIRES_IN_SECONDS;
  const seconds = Number.isInteger(expiresIn) ? Number(expiresIn) : 0;
  if (seconds < 1 || seconds > MAX_EXPIRES_IN_SECONDS) {
    const isNumber = typeof expiresIn === 'number';
    const not = isNumber ? '' : `, not ${typeName(expiresIn)}`;
    const fix = isNumber
      ? `Leave it out for the default, ${DEFAULT_EXPIRES_IN_SECONDS}.`
      : `Pass seconds as a number: ${DEFAULT_EXPIRES_IN_SECONDS}.`;
    const rule = `must be a whole number of seconds from 1 to ${MAX_EXPIRES_IN_SECONDS} (10 minutes)${not}. ${fix}`;
    addIssue(issues, 'ERR_EXPIRES_IN_INVALID', ['expiresIn'], rule);
  }
  return seconds;
}

/**
 * A date in seconds, or the current time if there is none: claim `iat`, or the date for which a token is
 * checked.
 */
export function checkDate(date: unknown, option: 'issuedAt' | 'currentDate', issues: Issue[]): number {
  const seconds = readSeconds(date);
  const isOfSeconds = date !== undefined && seconds >= 1_000_000 && seconds < 4_000_000;
  if (Math.abs(seconds) < MAX_TIME_SECONDS && !isOfSeconds) return seconds;
  const code = option === 'issuedAt' ? 'ERR_ISSUED_AT_INVALID' : 'ERR_CURRENT_DATE_INVALID';
  addIssue(issues, code, [option], isOfSeconds ? OF_SECONDS : explainWrongDate(date));
  return 0;
}

/** Seconds from 2001 to 2096, taken for milliseconds, are in early 1970. */
const OF_SECONDS = 'is in 1970, as a Date of seconds is. Pass new Date(seconds * 1000).';

function explainWrongDate(date: unknown): string {
  if (date === undefined) {
    return 'cannot be read from Date.now(). Check what has replaced it.';
  }
  const type = typeName(date);
  const not = type === 'Date' ? ' before the year 5000' : `, not ${type}`;
  return `must be a valid Date${not}. Leave it out to use the current time.`;
}

/**
 * The time of a Date of any realm, whatever its own methods are. NaN for anything else, as getTime throws.
 */
function readSeconds(date: unknown): number {
  try {
    const milliseconds = date === undefined ? Date.now() : Date.prototype.getTime.call(date as Date);
    return Math.floor(milliseconds / 1000);
  } catch {
    return NaN;
  }
}
