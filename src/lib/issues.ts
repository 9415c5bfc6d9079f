// How an issue is worded and collected. A message may name the keys of an object, but never its values.

import { MAX_ISSUES, WidgetTokenError, type Issue, type WidgetTokenErrorCode } from '../errors.js';
import { replaceUnprintable } from './printable.js';
import { secretFinder } from './secret-finder.js';

/** The keys that lead to a problem, as they are. */
export type Place = readonly [option: string | symbol, ...keys: (string | number | symbol)[]];

/** A key is cut to this many characters: it may be a whole document. */
const MAX_KEY_CHARACTERS = 64;

/** A message names at most this many keys of a place. */
const MAX_KEYS = 8;

const HIDDEN =
  'A name here contains characters of the security key, so it is not shown. Pass the key only as the option "secret". ' +
  'If a token that contains the key was ever sent, rotate the key.';

/** Words an issue, with keys that are safe to print: `attributes["age"] must be a string`. */
export function makeIssue(code: WidgetTokenErrorCode, place: Place, problem: string): Issue {
  const path = place.map((key) => cut(typeof key === 'symbol' ? String(key) : key));
  const [option = '', ...keys] = path.slice(0, MAX_KEYS).map(quote);
  const name = option.replace(/^"(\w+)"$/, '$1') + keys.map((key) => `[${key}]`).join('');
  return { code, message: `${name}${path.length > MAX_KEYS ? '…' : ''} ${problem}`, path };
}

export function addIssue(issues: Issue[], code: WidgetTokenErrorCode, place: Place, problem: string): void {
  if (!isFull(issues)) issues.push(makeIssue(code, place, problem));
}

/** Whether no more issues are kept. What is checked from then on may be wrong without an issue. */
export function isFull(issues: readonly Issue[]): boolean {
  return issues.length >= MAX_ISSUES;
}

/** A key in quotes: cut, and without characters that a terminal would obey. */
export function quote(key: string | number): string {
  return replaceUnprintable(JSON.stringify(cut(key)), () => '\ufffd');
}

/** Throws if there are issues, none of which shows the secrets of the call. */
export function throwIfAny(issues: readonly Issue[], secrets: readonly unknown[]): void {
  if (issues.length === 0) return;
  throw new WidgetTokenError(hideSecrets(issues.slice(0, MAX_ISSUES), secrets) as [Issue, ...Issue[]]);
}

/** The issues, with another message instead of one that shows characters of a secret. */
export function hideSecrets(issues: readonly Issue[], secrets: readonly unknown[]): Issue[] {
  const shows = secretFinder(secrets);
  return issues.map((issue) => {
    const isShown = [issue.message, ...issue.path.map(String)].some(shows);
    return isShown ? { code: issue.code, message: HIDDEN, path: [] } : issue;
  });
}

function cut(key: string | number): string | number {
  if (typeof key === 'number' || key.length <= MAX_KEY_CHARACTERS) return key;
  // Without the half of a surrogate pair that the cut may leave.
  return `${key.slice(0, MAX_KEY_CHARACTERS - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
