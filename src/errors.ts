// The one error of this package, and how an issue is put into words. Errors are logged, and what these
// are about are customers' data and a key: an issue says which rule was broken, where, and what to do,
// and never holds a value.

import { MAX_SECRETS } from './rules/limits.js';
import { readElements } from './lib/untrusted.js';

/** What can be wrong with options, with the place where a token is made, or with a token. */
export type WidgetTokenErrorCode =
  | 'ERR_BROWSER'
  | 'ERR_NO_WEBCRYPTO'
  | 'ERR_OPTIONS_NOT_OBJECT'
  | 'ERR_OPTION_UNKNOWN'
  | 'ERR_WIDGET_ID_INVALID'
  | 'ERR_SECRET_INVALID'
  | 'ERR_EXPIRES_IN_INVALID'
  | 'ERR_ISSUED_AT_INVALID'
  | 'ERR_ATTRIBUTES_NOT_OBJECT'
  | 'ERR_ATTRIBUTE_KEY_INVALID'
  | 'ERR_ATTRIBUTE_VALUE_NOT_STRING'
  | 'ERR_ATTRIBUTE_VALUE_INVALID'
  | 'ERR_ATTRIBUTES_TOO_LARGE'
  | 'ERR_CUSTOMER_ID_INVALID'
  | 'ERR_RELATED_CONTACT_ID_INVALID'
  | 'ERR_SEGMENT_ATTRIBUTES_INVALID'
  | 'ERR_TOKEN_TOO_LARGE'
  | 'ERR_CLAIMS_INVALID'
  | 'ERR_ON_ERROR_INVALID'
  | 'ERR_REQUEST_INVALID'
  | 'ERR_CURRENT_DATE_INVALID'
  | 'ERR_CLOCK_TOLERANCE_INVALID'
  | 'ERR_TOKEN_MALFORMED'
  | 'ERR_TOKEN_ALGORITHM'
  | 'ERR_TOKEN_SIGNATURE'
  | 'ERR_TOKEN_EXPIRED'
  | 'ERR_TOKEN_NOT_YET_VALID'
  | 'ERR_TOKEN_LIFETIME'
  | 'ERR_TOKEN_WIDGET_ID'
  | 'ERR_TOKEN_CLAIM_INVALID';

/** One thing that is wrong. Safe to log: it holds no value, and no byte of the security key. */
export interface Issue {
  /** Stable from version to version: compare this, not the message. */
  readonly code: WidgetTokenErrorCode;
  /** The place, the rule and the mend. */
  readonly message: string;
  /**
   * The way to the place: `['attributes', 'age']`, or `['age']` where only the attributes were given. Keys
   * are cut to 64 characters.
   */
  readonly path: readonly (string | number)[];
}

/** A place in the options, with the keys as they are. */
export type Place = readonly [option: string | symbol, ...keys: (string | number | symbol)[]];

/** A key is named by this many characters at the most: it may be a whole document. */
const MAX_KEY_CHARACTERS = 64;

/** A place is named by this many keys at the most in a message. */
const MAX_KEYS = 8;

/** The beginning of a secret that an issue must not hold. Shorter, it could be an ordinary key. */
const SECRET_PROBE = 16;

/** The least that the cut of a key leaves of a secret behind something else: by chance it hardly ever stands there. */
const MIN_SECRET_REST = 3;

const SECRET_AS_KEY =
  'The secret stands in the place of a key, which is not named here. Pass it as the option "secret" alone.';

/** So many issues are kept at the most: to word one for each of thirty thousand wrong keys would hold up a server. */
const MAX_ISSUES = 100;

/** An error's message lists this many issues at the most. */
const MAX_LISTED = 10;

/**
 * What the functions of this package throw when they refuse something, `validateAttributes` aside, which
 * returns what it finds. `issues` has all that is wrong, not only the first.
 *
 * @example
 * ```ts
 * import { createWidgetToken, WidgetTokenError } from 'amazon-connect-widget-token';
 *
 * try {
 *   await createWidgetToken({ widgetId: '', secret: 'too short' });
 * } catch (error) {
 *   if (!(error instanceof WidgetTokenError)) throw error;
 *   for (const { code, message, path } of error.issues) console.error(code, message, path);
 * }
 * ```
 */
export class WidgetTokenError extends Error {
  /** The code of the first issue. */
  readonly code: WidgetTokenErrorCode;
  /** All that is wrong, up to a hundred issues. */
  readonly issues: readonly Issue[];

  /** @param issues - All that is wrong. The first gives the error its code. */
  constructor(issues: readonly [Issue, ...Issue[]]) {
    super(summarise(issues));
    this.code = issues[0].code;
    this.issues = issues;
  }

  /** `'WidgetTokenError'`, also where code was minified. */
  override get name(): string {
    return 'WidgetTokenError';
  }
}

/** Puts an issue into words, its keys safe to print: `attributes["age"] must be a string`. */
export function makeIssue(code: WidgetTokenErrorCode, place: Place, problem: string): Issue {
  const path = place.map((key) => cut(typeof key === 'symbol' ? String(key) : key));
  const [option = '', ...keys] = path.slice(0, MAX_KEYS).map(quote);
  const name = option.replace(/^"(\w+)"$/, '$1') + keys.map((key) => `[${key}]`).join('');
  return { code, message: `${name}${path.length > MAX_KEYS ? '…' : ''} ${problem}`, path };
}

export function addIssue(issues: Issue[], code: WidgetTokenErrorCode, place: Place, problem: string): void {
  if (!isFull(issues)) issues.push(makeIssue(code, place, problem));
}

/** Whether no more issues are kept: what is checked from then on may be wrong without one. */
export function isFull(issues: readonly Issue[]): boolean {
  return issues.length >= MAX_ISSUES;
}

/** A key in quotes: cut, and with nothing in it that a terminal would obey or that turns a line around. */
export function quote(key: string | number): string {
  return JSON.stringify(cut(key)).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

/**
 * Throws what was found, if anything was. Every caller has to say which secret, or which ones, its options held:
 * where one stands in the place of a key, that is not named.
 */
export function throwIfAny(issues: readonly Issue[], secret: unknown): void {
  if (issues.length === 0) return;
  const secrets = readElements(secret, MAX_SECRETS) ?? [secret];
  const hide = (issue: Issue): Issue => hideSecrets(issue, secrets);
  throw new WidgetTokenError(issues.slice(0, MAX_ISSUES).map(hide) as [Issue, ...Issue[]]);
}

function hideSecrets(issue: Issue, secrets: readonly unknown[]): Issue {
  const texts = [issue.message, ...issue.path.map(String)];
  const isNamed = (secret: unknown): boolean =>
    typeof secret === 'string' &&
    secret.length >= SECRET_PROBE &&
    texts.some((text) => showsBeginning(text, secret));
  return secrets.some(isNamed) ? { code: issue.code, message: SECRET_AS_KEY, path: [] } : issue;
}

/** Whether a text has the beginning of a secret, or what the cut of a key has left of it. */
function showsBeginning(text: string, secret: string): boolean {
  if (text.includes(secret.slice(0, SECRET_PROBE))) return true;
  if (!text.includes('…')) return false;
  for (let length = MIN_SECRET_REST; length < SECRET_PROBE; length++) {
    if (text.includes(`${secret.slice(0, length)}…`)) return true;
  }
  return false;
}

function cut(key: string | number): string | number {
  if (typeof key === 'number' || key.length <= MAX_KEY_CHARACTERS) return key;
  return `${key.slice(0, MAX_KEY_CHARACTERS - 1)}…`;
}

function summarise(issues: readonly [Issue, ...Issue[]]): string {
  if (issues.length === 1) return issues[0].message;
  const lines = issues.slice(0, MAX_LISTED).map(({ message }) => `\n- ${message}`);
  const rest =
    issues.length > MAX_LISTED ? `\n- and ${issues.length - MAX_LISTED} more, in error.issues` : '';
  return `${issues.length}${isFull(issues) ? ' or more' : ''} problems:${lines.join('')}${rest}`;
}
