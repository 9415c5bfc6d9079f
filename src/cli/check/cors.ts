// What a browser lets a page of another origin read: CORS, as the Fetch Standard has it.

import { isCrossOrigin, type CheckOptions } from './options.js';
import { judgeLater } from './connection.js';
import { hasCookie, isOfBrowser, needsPreflight, printableName, type Header } from './headers.js';
import { fault, notChecked, ok, type Verdict } from './finding.js';
import type { Answer, Failure } from './request.js';

/** The names of the headers that need a preflight, as a browser lists them. */
export function headersToAllow(headers: readonly Header[]): string[] {
  return [...new Set(headers.filter(needsPreflight).map(({ name }) => name))].sort();
}

/** What a browser sends before a request that is not simple. */
export function preflightHeaders({ method, headers, origin = '' }: CheckOptions): Header[] {
  return [
    ...headers.filter(isOfBrowser),
    { name: 'origin', value: origin },
    { name: 'access-control-request-method', value: method },
    { name: 'access-control-request-headers', value: headersToAllow(headers).join(',') },
  ];
}

/**
 * Why a page may not read an answer, if it may not, with the fix.
 *
 * @see https://fetch.spec.whatwg.org/#cors-check
 */
export function findBlock({ headers }: Answer, origin: string, withCookies: boolean): string | undefined {
  const allowed = headers.get('access-control-allow-origin');
  const set = `Set "Access-Control-Allow-Origin: ${origin}".`;
  if (allowed === undefined) return `Access-Control-Allow-Origin is missing. ${set}`;
  if (allowed === '*' && withCookies)
    return `Access-Control-Allow-Origin is *, which works only without cookies. ${set}`;
  if (allowed !== '*' && allowed !== origin) {
    return `Access-Control-Allow-Origin is not exactly this origin. ${set}`;
  }
  if (withCookies && headers.get('access-control-allow-credentials') !== 'true') {
    return 'Access-Control-Allow-Credentials is not true. Set "Access-Control-Allow-Credentials: true".';
  }
  return undefined;
}

/** The conditions that are the same for all checks with an origin. */
function findNoOrigin(options: CheckOptions): Verdict | undefined {
  if (options.origin === undefined) {
    return notChecked('if the page is on another origin, use --origin https://www.example.com');
  }
  return isCrossOrigin(options) ? undefined : ok('not needed: the page has the same origin');
}

/** @param answer - What a page gets that sends no cookies. */
export function checkCors(options: CheckOptions, answer: Answer | Failure | undefined): Verdict {
  return findNoOrigin(options) ?? judge(options, answer, false);
}

/** @param answer - What a page gets that sends the customer's cookies. */
export function checkCorsWithCookies(options: CheckOptions, answer: Answer | Failure): Verdict {
  return findNoOrigin(options) ?? judge(options, answer, true);
}

function judge(options: CheckOptions, answer: Answer | Failure | undefined, withCookies: boolean): Verdict {
  const { origin = '', headers } = options;
  if (answer?.status === undefined) return notChecked('there is no answer');
  const call = withCookies ? "fetch(url, { credentials: 'include' })" : 'fetch(url)';
  const block = findBlock(answer, origin, withCookies);
  // A block matters only in the call that the page needs.
  const isNeeded = hasCookie(headers) === withCookies;
  if (block === undefined) {
    const who = withCookies || isNeeded ? '' : ', which sends no cookies';
    return ok(`the page may read what it gets with ${call}${who}`);
  }
  if (isNeeded) return fault(`the browser blocks ${call}. ${block}`);
  return ok(`the browser blocks ${call}, which is not needed ${withCookies ? 'without' : 'with'} a Cookie`);
}

/** @see https://fetch.spec.whatwg.org/#cors-preflight-fetch */
export function checkPreflight(options: CheckOptions, answer: Answer | Failure | undefined): Verdict {
  const none = findNoOrigin(options);
  if (none !== undefined) return none;
  const names = headersToAllow(options.headers);
  if (names.length === 0) return ok('not needed: the page adds no header');
  if (answer === undefined) return notChecked('there is no answer');
  return judgeLater(answer, (one) => judgePreflight(options, names, one));
}

function judgePreflight(options: CheckOptions, names: readonly string[], answer: Answer): Verdict {
  const { origin = '', headers } = options;
  if (answer.status < 200 || answer.status > 299) {
    return fault(`OPTIONS got ${answer.status}, and the browser goes no further. Answer it with 204.`);
  }
  const withCookies = hasCookie(headers);
  const block = findBlock(answer, origin, withCookies);
  if (block !== undefined)
    return fault(`the browser goes no further than OPTIONS. In the answer to it, ${block}`);
  const allowed = (answer.headers.get('access-control-allow-headers') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase());
  // A star is not a wildcard with credentials, and never for Authorization.
  const isAny = allowed.includes('*') && !withCookies;
  const missing = names.find((name) => !allowed.includes(name) && !(isAny && name !== 'authorization'));
  if (missing === undefined) return ok('the page may send its headers');
  return fault(
    `Access-Control-Allow-Headers does not have ${printableName(missing)}. Add it to the answer to OPTIONS, or do not send it.`,
  );
}
