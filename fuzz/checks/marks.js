// How a shown value is found. Each value and each secret begins and ends with a mark that is in no message of
// the package, and each number is a mark. Keys have none, because messages may name them.

import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { WidgetTokenError } from 'amazon-connect-widget-token';
import { assertHidden, assertNoPart, textsOf } from './leaks.js';

/**
 * The first and the last character of each string and each secret. A single character, so that it cannot be
 * cut.
 */
export const MARK = '^';

/** The digits of each number. */
export const MARKED_NUMBER = 8675309;

const EVERYTHING = { showHidden: true, depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity };

/** @param {string} text */
export const withoutMarks = (text) => text.replaceAll(MARK, '');

/**
 * The last two characters of a name that was cut. The name may end in a value or a secret: of a secret, two
 * characters may be shown there, and assertHidden fails for three.
 */
const END_OF_CUT_NAME = /.{2}(?=…)/gs;

/**
 * Fails if a string that is printed or logged has a mark.
 *
 * @param {string} text
 * @param {string} what
 */
export function assertUnmarked(text, what) {
  const judged = text.replace(END_OF_CUT_NAME, '');
  assert(
    !judged.includes(MARK) && !judged.includes(String(MARKED_NUMBER)),
    `${what} shows a value or a secret`,
  );
}

/** @typedef {import('amazon-connect-widget-token').Issue} Issue */

/** The documented maximum. */
const MAX_ISSUES = 100;

/** Only the runtime may cause these codes, and this runtime is right. */
const RUNTIME_CODES = ['ERR_BROWSER', 'ERR_NO_WEBCRYPTO'];

/**
 * Fails for anything but a WidgetTokenError without values and parts of the secret, in each of its parts.
 *
 * @param {unknown} error
 * @param {unknown} secret The secret that was passed, or several.
 * @param {boolean} hasMarkedKey Whether a key has a mark. Messages may name keys.
 * @returns {string[]} The codes of its issues.
 */
export function codesOfSafeError(error, secret, hasMarkedKey = false) {
  assert(
    error instanceof WidgetTokenError,
    `threw something that is not a WidgetTokenError: ${inspect(error)}`,
  );
  const { code, issues, message, stack, cause } = error;
  const codes = issues.map((issue) => issue.code);
  assert(codes.length > 0 && codes[0] === code, 'an error has no issues, or not the code of its first issue');
  assert(
    codes.every((one) => /^ERR_[A-Z_]+$/.test(one)),
    'an issue has no code',
  );
  assert(codes.length <= MAX_ISSUES, `an error has ${codes.length} issues`);
  assert(!codes.some((one) => RUNTIME_CODES.includes(one)), 'an error blames the runtime for the input');
  const texts = [message, String(stack), String(cause), String(error), JSON.stringify(error)];
  const all = [...texts, JSON.stringify(issues), inspect(error, EVERYTHING)].join('\n');
  assertNoPart(all, textsOf(secret), 'an error');
  assertHiddenInIssues(issues, secret);
  if (!hasMarkedKey) assertUnmarked(all, 'an error');
  return codes;
}

/**
 * Fails if issues that are returned, not thrown, show a value or a part of the secret.
 *
 * @param {readonly Issue[]} issues
 * @param {unknown} secret The secret that was passed, or several.
 * @param {boolean} hasMarkedKey Whether a key has a mark. Messages may name keys.
 */
export function codesOfSafeIssues(issues, secret, hasMarkedKey = false) {
  assert(issues.length <= MAX_ISSUES, `there are ${issues.length} issues`);
  const all = JSON.stringify(issues) + inspect(issues, EVERYTHING);
  assertNoPart(all, textsOf(secret), 'an issue');
  assertHiddenInIssues(issues, secret);
  if (!hasMarkedKey) assertUnmarked(all, 'an issue');
  return issues.map(({ code }) => code);
}

/** Names are searched as they are: in JSON, a character before a cut may be escaped. @param {readonly Issue[]} issues @param {unknown} secret */
function assertHiddenInIssues(issues, secret) {
  const secrets = textsOf(secret);
  for (const { message, path } of issues) {
    for (const text of [message, ...path.map(String)]) assertHidden(text, secrets, 'an issue');
  }
}
