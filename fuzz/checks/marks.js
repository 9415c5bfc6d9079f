// How a leak is seen. Every value and every secret that is thrown in begins and ends with a mark that no message
// of the package has, and so does every number; keys, which messages may name, have none.

import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { WidgetTokenError } from 'amazon-connect-widget-token';

/** The beginning and the end of every text and of every secret: one character, so that any slice shows. */
export const MARK = '^';

/** In every number. */
export const MARKED_NUMBER = 8675309;

const EVERYTHING = { showHidden: true, depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity };

/** @param {string} text */
export const withoutMarks = (text) => text.replaceAll(MARK, '');

/**
 * Fails if a mark is in something that is printed or logged.
 *
 * @param {string} text
 * @param {string} what
 */
export function assertUnmarked(text, what) {
  assert(!text.includes(MARK) && !text.includes(String(MARKED_NUMBER)), `${what} shows a value or a secret`);
}

/** So many issues are documented, and no more. */
const MAX_ISSUES = 100;

/** What nothing but the place may cause, and this place is right. */
const OF_THE_PLACE = ['ERR_BROWSER', 'ERR_NO_WEBCRYPTO'];

/**
 * Fails unless it is a WidgetTokenError in which no value is to be found, wherever one looks.
 *
 * @param {unknown} error
 * @param {boolean} hasMarkedKey Whether a key has the mark, which may be named.
 * @returns {string[]} The codes of its issues.
 */
export function codesOfSafeError(error, hasMarkedKey = false) {
  assert(error instanceof WidgetTokenError, `threw what is no WidgetTokenError: ${inspect(error)}`);
  const { code, issues, message, stack, cause } = error;
  const codes = issues.map((issue) => issue.code);
  assert(
    codes.length > 0 && codes[0] === code,
    'an error has no issues, or another code than its first issue',
  );
  assert(
    codes.every((one) => /^ERR_[A-Z_]+$/.test(one)),
    'an issue has no code',
  );
  assert(codes.length <= MAX_ISSUES, `an error has ${codes.length} issues`);
  assert(!codes.some((one) => OF_THE_PLACE.includes(one)), 'the place is blamed for the input');
  if (hasMarkedKey) return codes;
  const texts = [message, String(stack), String(cause), String(error), JSON.stringify(error)];
  assertUnmarked([...texts, JSON.stringify(issues), inspect(error, EVERYTHING)].join('\n'), 'an error');
  return codes;
}

/**
 * Fails if a value is to be found in the issues that are returned instead of thrown.
 *
 * @param {readonly { readonly code: string }[]} issues
 * @param {boolean} hasMarkedKey Whether a key has the mark, which may be named.
 */
export function codesOfSafeIssues(issues, hasMarkedKey = false) {
  assert(issues.length <= MAX_ISSUES, `there are ${issues.length} issues`);
  if (!hasMarkedKey) assertUnmarked(JSON.stringify(issues) + inspect(issues, EVERYTHING), 'an issue');
  return issues.map(({ code }) => code);
}
