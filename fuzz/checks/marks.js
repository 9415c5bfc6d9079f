// How a shown value is found. Each value and each secret begins and ends with a mark that is in no message of the package, and
// each number is a mark. Keys have none, because messages may name them.

import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { WidgetTokenError } from 'amazon-connect-widget-token';

/** The first and the last character of each string and each secret. A single character, so that it cannot be cut. */
export const MARK = '^';

/** The digits of each number. */
export const MARKED_NUMBER = 8675309;

const EVERYTHING = { showHidden: true, depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity };

/** @param {string} text */
export const withoutMarks = (text) => text.replaceAll(MARK, '');

/**
 * Fails if a string that is printed or logged has a mark.
 *
 * @param {string} text
 * @param {string} what
 */
export function assertUnmarked(text, what) {
  assert(!text.includes(MARK) && !text.includes(String(MARKED_NUMBER)), `${what} shows a value or a secret`);
}

/** The documented maximum. */
const MAX_ISSUES = 100;

/** Only the runtime may cause these codes, and this runtime is right. */
const RUNTIME_CODES = ['ERR_BROWSER', 'ERR_NO_WEBCRYPTO'];

/**
 * Fails for anything but a WidgetTokenError without values, in each of its parts.
 *
 * @param {unknown} error
 * @param {boolean} hasMarkedKey Whether a key has a mark. Messages may name keys.
 * @returns {string[]} The codes of its issues.
 */
export function codesOfSafeError(error, hasMarkedKey = false) {
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
  if (hasMarkedKey) return codes;
  const texts = [message, String(stack), String(cause), String(error), JSON.stringify(error)];
  assertUnmarked([...texts, JSON.stringify(issues), inspect(error, EVERYTHING)].join('\n'), 'an error');
  return codes;
}

/**
 * Fails if issues that are returned, not thrown, show a value.
 *
 * @param {readonly { readonly code: string }[]} issues
 * @param {boolean} hasMarkedKey Whether a key has a mark. Messages may name keys.
 */
export function codesOfSafeIssues(issues, hasMarkedKey = false) {
  assert(issues.length <= MAX_ISSUES, `there are ${issues.length} issues`);
  if (!hasMarkedKey) assertUnmarked(JSON.stringify(issues) + inspect(issues, EVERYTHING), 'an issue');
  return issues.map(({ code }) => code);
}
