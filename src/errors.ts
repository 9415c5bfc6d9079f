// The one error of this package. Errors are logged, and these are about customers' data and a security key:
// an issue says which rule was broken, where, and how to fix it, and never contains a value.

/** What can be wrong with the options, the runtime or a token. */
export type WidgetTokenErrorCode =
  | 'ERR_BROWSER'
  | 'ERR_NO_WEBCRYPTO'
  | 'ERR_OPTIONS_NOT_OBJECT'
  | 'ERR_OPTION_UNKNOWN'
  | 'ERR_WIDGET_ID_INVALID'
  | 'ERR_SECRET_INVALID'
  | 'ERR_SECRET_EXPOSED'
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
  | 'ERR_ORIGINS_INVALID'
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

/** One problem. Safe to log: it contains no value, and no 16 consecutive characters of the security key. */
export interface Issue {
  /** Stable across versions: compare this, not the message. */
  readonly code: WidgetTokenErrorCode;
  /** Where the problem is, which rule was broken, and how to fix it. */
  readonly message: string;
  /**
   * The keys that lead to the problem: `['attributes', 'age']`, or `['age']` if only the attributes were
   * passed. A key is cut to 64 characters.
   */
  readonly path: readonly (string | number)[];
}

/**
 * Keep at most this many issues: to word one for each of thirty thousand invalid keys would block a server.
 */
export const MAX_ISSUES = 100;

/** The message of an error lists at most this many issues. */
const MAX_LISTED = 10;

/**
 * The error that the functions of this package throw, except `validateAttributes`, which returns its issues.
 * `issues` has every problem, not only the first.
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
  /** Every problem, up to 100 issues. */
  readonly issues: readonly Issue[];

  /** @param issues - Every problem. The first one gives the error its code. */
  constructor(issues: readonly [Issue, ...Issue[]]) {
    super(summarize(issues));
    this.code = issues[0].code;
    this.issues = issues;
  }

  /** `'WidgetTokenError'`, also in minified code. */
  override get name(): string {
    return 'WidgetTokenError';
  }
}

function summarize(issues: readonly [Issue, ...Issue[]]): string {
  if (issues.length === 1) return issues[0].message;
  const lines = issues.slice(0, MAX_LISTED).map(({ message }) => `\n- ${message}`);
  const rest =
    issues.length > MAX_LISTED ? `\n- and ${issues.length - MAX_LISTED} more, in error.issues` : '';
  return `${issues.length}${issues.length >= MAX_ISSUES ? ' or more' : ''} problems:${lines.join('')}${rest}`;
}
