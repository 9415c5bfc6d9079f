// The three ids of a token: of the widget, the customer and the related contact. Each check returns the id,
// which may be signed if it added nothing to `issues`.

import type { Issue, WidgetTokenErrorCode } from '../errors.js';
import { addIssue } from '../lib/issues.js';
import { typeName } from '../lib/untrusted.js';
import { MAX_CLAIMS_BYTES, MAX_CONTACT_ID_CHARACTERS, MAX_CUSTOMER_ID_CHARACTERS } from './limits.js';
import { findWidgetIdMistake } from './mistakes.js';
import { looksLikeSecurityKey } from './swapped.js';
import { findEndProblem, findTextProblem, ROTATE_KEY, UNSET_VARIABLE_HINT } from './text.js';

/** The claims that are an id and have the name of their option: code and most characters. */
export const ID_CLAIMS = [
  ['customerId', 'ERR_CUSTOMER_ID_INVALID', MAX_CUSTOMER_ID_CHARACTERS],
  ['relatedContactId', 'ERR_RELATED_CONTACT_ID_INVALID', MAX_CONTACT_ID_CHARACTERS],
] as const;

/** Where to find the widget id. */
export const WIDGET_ID_HINT = 'The widget id is the last argument of the loader in the snippet.';

/** The other id in the snippet: several hundred characters of Base64. A widget id is a UUID. */
const SNIPPET_ID = /^[\w+/]{100,}=*$/;

/** Claim `sub`. */
export function checkWidgetId(widgetId: unknown, issues: Issue[]): string {
  const isMissing = widgetId === undefined || widgetId === '';
  const problem = isMissing
    ? `is missing. ${UNSET_VARIABLE_HINT} ${WIDGET_ID_HINT}`
    : findWidgetIdProblem(widgetId, 'widgetId');
  if (problem === undefined) return String(widgetId);
  addIssue(issues, 'ERR_WIDGET_ID_INVALID', ['widgetId'], problem);
  return '';
}

/**
 * Why a value cannot be a widget id, and what to do. An id that is longer than all claims together cannot be
 * one.
 */
export function findWidgetIdProblem(widgetId: unknown, name: 'widgetId' | 'sub'): string | undefined {
  if (typeof widgetId !== 'string') {
    const type = typeName(widgetId);
    return `must be a string, not ${type}. ${type === 'Promise' ? 'Use await.' : WIDGET_ID_HINT}`;
  }
  if (widgetId === '') return `must not be empty. ${WIDGET_ID_HINT}`;
  const problem = findTextProblem(widgetId, 0, MAX_CLAIMS_BYTES);
  if (problem !== undefined) return problem;
  if (looksLikeSecurityKey(widgetId)) {
    return `looks like a security key, which anyone could read in the token. ${WIDGET_ID_HINT} ${ROTATE_KEY}`;
  }
  const mistake = findWidgetIdMistake(widgetId);
  if (mistake !== undefined) return mistake;
  if (SNIPPET_ID.test(widgetId)) return `looks like the snippet id. ${WIDGET_ID_HINT}`;
  return findEndProblem(widgetId, name);
}

/** Claim `customerId` or `relatedContactId`. */
export function checkId(
  id: unknown,
  option: 'customerId' | 'relatedContactId',
  code: WidgetTokenErrorCode,
  maxCharacters: number,
  issues: Issue[],
): string {
  const problem = findTextProblem(id, 1, maxCharacters);
  if (problem === undefined) return String(id);
  addIssue(issues, code, [option], `${problem}${fixId(id, option)}`);
  return '';
}

function fixId(id: unknown, option: string): string {
  if (Number.isFinite(id) || typeof id === 'bigint') return ` Use String(${option}).`;
  if (typeName(id) === 'Promise') return ' Use await.';
  return typeof id === 'string' && id !== '' ? '' : ' Leave it out if there is none.';
}
