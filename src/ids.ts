// The three ids of a token: the widget's, the customer's and the related contact's.
// Each check returns the id, which may be signed if nothing was added to `issues`.

import { addIssue, type Issue, type WidgetTokenErrorCode } from './errors.js';
import { MAX_CLAIMS_BYTES } from './limits.js';
import { findTextProblem, hasSpaceOrQuoteAtAnEnd } from './text.js';

const WIDGET_ID_MEND = 'It is the last argument of the loader in the snippet.';

/** The other id in the snippet: several hundred characters of Base64. A widget id is a UUID. */
const SNIPPET_ID = /^[\w+/]{100,}=*$/;

/** Claim `sub`. Nothing longer than all claims together can be one. */
export function checkWidgetId(widgetId: unknown, issues: Issue[]): string {
  let problem = findTextProblem(widgetId, 1, MAX_CLAIMS_BYTES);
  const id = problem === undefined ? String(widgetId) : '';
  if (hasSpaceOrQuoteAtAnEnd(id)) problem = 'must not begin or end with white space or a quote.';
  if (SNIPPET_ID.test(id)) problem = 'looks like the snippet id, and must be the widget id.';
  if (problem !== undefined) {
    addIssue(issues, 'ERR_WIDGET_ID_INVALID', ['widgetId'], `${problem} ${WIDGET_ID_MEND}`);
  }
  return id;
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
