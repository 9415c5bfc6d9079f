// An answer with the token in it, read once for all checks.

import type { Inspection, inspectWidgetToken } from '../../verify.js';
import { findToken } from './answer.js';
import type { Verdict } from './finding.js';
import type { Answer, Failure } from './request.js';

/** Passed to check, because the built command loads it from a file of its own. */
export type Inspect = typeof inspectWidgetToken;

/** What the token is compared with. */
export type Expected = Pick<NonNullable<Parameters<Inspect>[1]>, 'secret' | 'widgetId'>;

/** What came back for a request. */
export interface Reply {
  readonly answer: Answer | Failure;
  /** Whether the snippet finds a token in the answer. */
  readonly found: Verdict | undefined;
  readonly token: string | undefined;
  readonly inspection: Inspection | undefined;
}

export async function readReply(
  answer: Answer | Failure,
  inspect: Inspect,
  expected: Expected,
): Promise<Reply> {
  if (answer.status === undefined) {
    return { answer, found: undefined, token: undefined, inspection: undefined };
  }
  const { verdict, token } = findToken(answer);
  if (token === undefined) return { answer, found: verdict, token, inspection: undefined };
  // The end of the second in which the answer was complete, so that a token of this moment is not in the future.
  const currentDate = new Date(Math.ceil(answer.endedAt / 1000) * 1000);
  return { answer, found: verdict, token, inspection: await inspect(token, { ...expected, currentDate }) };
}

/** The claims that say who the customer is, if there are any. */
export function customerOf({ inspection }: Reply): ReadonlyMap<string, string> {
  const { customerId, attributes } = inspection?.claims ?? {};
  const pairs: [string, unknown][] = [['customerId', customerId]];
  if (typeof attributes === 'object' && attributes !== null) {
    for (const [name, value] of Object.entries(attributes)) pairs.push([`attributes.${name}`, value]);
  }
  return new Map(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}
