// The three ids of a token: the widget's, the customer's and the related contact's.
// Each check returns the id, which may be signed if nothing was added to `issues`.

import { addIssue, type Issue, type WidgetTokenErrorCode } from '../errors.js';
import { MAX_CLAIMS_BYTES, MAX_CONTACT_ID_CHARACTERS, MAX_CUSTOMER_ID_CHARACTERS } from './limits.js';
import { ENVIRONMENT_HINT, findTextProblem, hasSpaceOrQuoteAtAnEnd } from './text.js';

/** The claims, named like their options, that are an id: code and most characters. */
export const ID_CLAIMS = [
  ['customerId', 'ERR_CUSTOMER_ID_INVALID', MAX_CUSTOMER_ID_CHARACTERS],
  ['relatedContactId', 'ERR_RELATED_CONTACT_ID_INVALID', MAX_CONTACT_ID_CHARACTERS],
] as const;

/** Where a user finds the widget id. */
export const WIDGET_ID_HINT = 'The widget id is the last argument of the loader in the snippet.';

/** The other id in the snippet: several hundred characters of Base64. A widget id is a UUID. */
const SNIPPET_ID = /^[\w+/]{100,}=*$/;

/** Claim `sub`. */
export function checkWidgetId(widgetId: unknown, issues: Issue[]): string {
  const missing = widgetId === undefined || widgetId === '';
  const problem = missing ? `is missing. ${ENVIRONMENT_HINT}` : findWidgetIdProblem(widgetId);
  if (problem === undefined) return String(widgetId);
  addIssue(issues, 'ERR_WIDGET_ID_INVALID', ['widgetId'], `${problem} ${WIDGET_ID_HINT}`);
  return '';
}

/** Why something is no widget id, if it is none. What is longer than all claims together cannot be one. */
export function findWidgetIdProblem(widgetId: unknown): string | undefined {
  const problem = findTextProblem(widgetId, 1, MAX_CLAIMS_BYTES);
  if (problem !== undefined) return problem;
  const id = String(widgetId);
  if (hasSpaceOrQuoteAtAnEnd(id)) return 'has white space or quotes around it.';
  if (SNIPPET_ID.test(id)) return 'looks like the snippet id, not a widget id.';
  return undefined;
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
  addIssue(issues, code, [option], `${problem} Leave it out if there is none.`);
  return '';
}
