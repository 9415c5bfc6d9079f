// Whether someone who is not this customer gets the customer's token: a page of another origin in the
// customer's browser, or anyone without the customer's headers.

import { judgeLater } from './connection.js';
import { findBlock } from './cors.js';
import type { ForeignReply } from './dialogue.js';
import { fault, NO_TOKEN, notChecked, ok, warning, type Verdict } from './finding.js';
import { quote } from '../../lib/issues.js';
import { customerOf, type Reply } from './reply.js';

const NEEDS_HEADER = "needs what identifies a customer: --header 'Cookie: NAME=VALUE'";

/**
 * @param sendsCookie - Whether a browser identifies the customer by itself, also for a page of another site.
 * @param foreign - The replies to the same request from pages of other origins.
 */
export function checkOtherOrigins(
  isIdentified: boolean,
  sendsCookie: boolean,
  foreign: readonly ForeignReply[],
): Verdict {
  if (!isIdentified) return notChecked(NEEDS_HEADER);
  const verdicts = foreign.map((one) => judgeForeign(one, sendsCookie));
  const origins = foreign.map(({ origin }) => origin).join(', ');
  return (
    verdicts.find(({ result }) => result === 'fault' || result === 'warning') ??
    verdicts.find(({ result }) => result === 'not checked') ??
    (verdicts.length === 0 ? NO_TOKEN : ok(`none of these can read the token: ${origins}`))
  );
}

function judgeForeign({ origin, answer, token }: ForeignReply, sendsCookie: boolean): Verdict {
  return judgeLater(answer, (one) => {
    const isBlocked = findBlock(one, origin, true) !== undefined;
    if (isBlocked || token === undefined) return ok('');
    if (!sendsCookie) {
      return warning(
        `the endpoint allows ${describe(origin)}, with credentials. Another site cannot send this --header. But if a cookie identifies the customer, any site can read the token. Allow only your own origins, and compare the whole origin with a list.`,
      );
    }
    return fault(
      `any site can read the customer's token: the endpoint allows ${describe(origin)}, with credentials. Allow only your own origins, and compare the whole origin with a list.`,
    );
  });
}

function describe(origin: string): string {
  return origin === 'null' ? 'the origin null, which any site has in a sandboxed iframe' : origin;
}

/** @param stranger - The reply to the same request without the user's headers. */
export function checkStrangers(
  isIdentified: boolean,
  first: Reply,
  second: Reply | undefined,
  stranger: Reply | undefined,
): Verdict {
  const customer = stableClaims(first, second);
  if (!isIdentified) {
    return customer.size === 0
      ? notChecked(NEEDS_HEADER)
      : warning(explainAnyone('has', [...customer.keys()]));
  }
  if (first.token === undefined) return NO_TOKEN;
  if (stranger === undefined || customer.size === 0) {
    return notChecked('the token has no attributes and no customerId');
  }
  return judgeLater(stranger.answer, () => {
    if (stranger.token === undefined) return ok('without --header, there is no token');
    return compare(customer, customerOf(stranger));
  });
}

const MAX_SHOWN_NAMES = 5;

/** The same customer id is enough. Of attributes, some may be the same for everyone. */
function compare(customer: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): Verdict {
  const same = [...customer].filter(([name, value]) => others.get(name) === value).map(([name]) => name);
  if (!same.includes('customerId') && same.length < customer.size) {
    return ok('without --header, the token is for someone else');
  }
  return warning(explainAnyone('has the same', same));
}

function explainAnyone(has: string, names: readonly string[]): string {
  const shown = names.slice(0, MAX_SHOWN_NAMES).map(quote).join(', ');
  return `without --header, the token ${has} ${shown}. If that is a customer's data, the endpoint does not look at who asks: answer 401 without a session.`;
}

/** What identifies the customer, without what is new in each token, such as a time. */
function stableClaims(first: Reply, second: Reply | undefined): Map<string, string> {
  const claims = customerOf(first);
  if (second?.inspection === undefined) return new Map(claims);
  const again = customerOf(second);
  return new Map([...claims].filter(([name, value]) => again.get(name) === value));
}
