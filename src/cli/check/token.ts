// The token itself: every rule of inspect, in a line for the rules, one for the signature, one for the widget.

import type { Issue } from '../../errors.js';
import type { Hidden } from '../hidden.js';
import { wordInspected, type OptionNames } from '../wording.js';
import { fault, NO_TOKEN, notChecked, ok, warning, type Verdict } from './finding.js';
import type { Expected, Reply } from './reply.js';

/** Also what is wrong with the key: the token may be signed with the wrong one. */
const isOfSignature = ({ code, path }: Issue): boolean =>
  (code === 'ERR_TOKEN_SIGNATURE' && path[0] === 'signature') || code === 'ERR_SECRET_INVALID';

const isOfWidget = ({ code }: Issue): boolean => code === 'ERR_TOKEN_WIDGET_ID';

/** @param hidden - What of the token is not printed, because it is or may be a security key. */
export function checkToken({ inspection }: Reply, hidden: Hidden | undefined): Verdict {
  if (inspection === undefined || hidden === undefined) return NO_TOKEN;
  const broken = inspection.issues.filter((issue) => !isOfSignature(issue) && !isOfWidget(issue));
  const issues = [...broken, ...hidden.issues];
  const [note] = hidden.notes;
  if (issues.length === 0) return note === undefined ? ok('it keeps every documented rule') : warning(note);
  return withIssues(`it breaks ${issues.length} ${issues.length === 1 ? 'rule' : 'rules'}:`, issues);
}

export function checkSignature({ inspection }: Reply, { secret }: Expected, names: OptionNames): Verdict {
  if (inspection === undefined) return NO_TOKEN;
  const issues = inspection.issues.filter(isOfSignature).map((issue) => wordInspected(issue, names));
  if (issues.length > 0) {
    // Signed with the key as it is at hand, which is not what Connect has.
    return withIssues(inspection.signature === 'valid' ? 'the key is wrong:' : 'it is not valid:', issues);
  }
  if (inspection.signature === 'valid') return ok('made with this key');
  if (inspection.signature === 'invalid') return fault('it is cut or changed: see the token above.');
  return notChecked(
    secret === undefined
      ? 'set CONNECT_SECRET, or use --secret-file FILE. The key is not sent'
      : 'the header cannot be read, or is not that of HS256',
  );
}

export function checkWidget({ inspection }: Reply, { widgetId }: Expected, names: OptionNames): Verdict {
  if (inspection === undefined) return NO_TOKEN;
  const issues = inspection.issues.filter(isOfWidget).map((issue) => wordInspected(issue, names));
  if (issues.length > 0) return withIssues('it is wrong:', issues);
  if (inspection.claims === undefined) return notChecked('the token cannot be read');
  return widgetId === undefined
    ? notChecked('use --widget-id ID, or set CONNECT_WIDGET_ID')
    : ok('the token is for this widget');
}

function withIssues(message: string, issues: readonly Issue[]): Verdict {
  return { ...fault(message), issues };
}
