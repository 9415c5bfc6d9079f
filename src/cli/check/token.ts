// The token itself: every rule of inspect, in a line for the rules, one for the signature, one for the widget.

import type { Issue } from '../../errors.js';
import { fault, notChecked, ok, type Verdict } from './finding.js';
import type { Expected, Reply } from './reply.js';

const NO_TOKEN = notChecked('there is no token');

const isOfSignature = ({ code, path }: Issue): boolean =>
  code === 'ERR_TOKEN_SIGNATURE' && path[0] === 'signature';

const isOfWidget = ({ code }: Issue): boolean => code === 'ERR_TOKEN_WIDGET_ID';

export function checkToken({ inspection }: Reply): Verdict {
  if (inspection === undefined) return NO_TOKEN;
  const issues = inspection.issues.filter((issue) => !isOfSignature(issue) && !isOfWidget(issue));
  if (issues.length === 0) return ok('it keeps every documented rule');
  return withIssues(`it breaks ${issues.length} ${issues.length === 1 ? 'rule' : 'rules'}:`, issues);
}

export function checkSignature({ inspection }: Reply, { secret }: Expected): Verdict {
  if (inspection === undefined) return NO_TOKEN;
  const issues = inspection.issues.filter(isOfSignature);
  if (issues.length > 0) return withIssues('it is not valid:', issues);
  if (inspection.signature === 'valid') return ok('made with this key');
  return notChecked(
    secret === undefined
      ? 'set CONNECT_SECRET, or use --secret-file FILE. The key is not sent'
      : 'the header cannot be read, or is not that of HS256',
  );
}

export function checkWidget({ inspection }: Reply, { widgetId }: Expected): Verdict {
  if (inspection === undefined) return NO_TOKEN;
  const issues = inspection.issues.filter(isOfWidget);
  if (issues.length > 0) return withIssues('it is wrong:', issues);
  if (inspection.claims === undefined) return notChecked('the token cannot be read');
  return widgetId === undefined
    ? notChecked('use --widget-id ID, or set CONNECT_WIDGET_ID')
    : ok('the token is for this widget');
}

function withIssues(message: string, issues: readonly Issue[]): Verdict {
  return { ...fault(message), issues };
}
