// Whether someone who is not this customer gets the customer's token: a page of another origin in the
// customer's browser, or anyone without the customer's headers.

import { judgeLater } from './connection.js';
import { findBlock, FOREIGN_ORIGIN } from './cors.js';
import { fault, notChecked, ok, warning, type Verdict } from './finding.js';
import { quote } from '../../lib/issues.js';
import { customerOf, type Reply } from './reply.js';

const NEEDS_HEADER = "needs what identifies a customer: --header 'Cookie: NAME=VALUE'";

/** @param foreign - The reply to the same request from a page of another origin. */
export function checkOtherOrigins(isIdentified: boolean, foreign: Reply | undefined): Verdict {
  if (!isIdentified) return notChecked(NEEDS_HEADER);
  if (foreign === undefined) return notChecked('the first answer has no token');
  return judgeLater(foreign.answer, (answer) => {
    const isBlocked = findBlock(answer, FOREIGN_ORIGIN, true) !== undefined;
    if (isBlocked || foreign.token === undefined) return ok(`${FOREIGN_ORIGIN} cannot read the token`);
    return fault(
      `any site can read the customer's token: the endpoint allows ${FOREIGN_ORIGIN}, with credentials. Allow only your own origins, from a list.`,
    );
  });
}

/** @param stranger - The reply to the same request without the user's headers. */
export function checkStrangers(
  isIdentified: boolean,
  first: Reply,
  second: Reply | undefined,
  stranger: Reply | undefined,
): Verdict {
  if (!isIdentified) return notChecked(NEEDS_HEADER);
  const customer = stableClaims(first, second);
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
  const names = same.slice(0, MAX_SHOWN_NAMES).map(quote).join(', ');
  return warning(
    `without --header, the token has the same ${names}. If that is a customer's data, the endpoint does not look at who asks: answer 401 without a session.`,
  );
}

/** What identifies the customer, without what is new in each token, such as a time. */
function stableClaims(first: Reply, second: Reply | undefined): Map<string, string> {
  const claims = customerOf(first);
  if (second?.inspection === undefined) return new Map(claims);
  const again = customerOf(second);
  return new Map([...claims].filter(([name, value]) => again.get(name) === value));
}
