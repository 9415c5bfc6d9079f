// Which pages on other hosts may read an answer. Others get 403 before the customer is looked up: if CORS
// headers repeated any origin, any site could read a customer's token.

import type { Issue } from '../errors.js';
import { addIssue } from '../lib/issues.js';
import { readElements, typeName } from '../lib/untrusted.js';
import { UNSET_VARIABLE_HINT } from '../rules/text.js';

export type Header = readonly [name: string, value: string];

/** What CORS does to one answer. */
export interface Cors {
  readonly isAllowed: boolean;
  readonly headers: readonly Header[];
}

/** A longer list is not read to its end. */
const MAX_ORIGINS = 1000;

const EXAMPLE = 'Pass a list such as ["https://www.example.com"].';

const VARY: Header = ['Vary', 'Origin'];

/** The list, to be used only if nothing was added to `issues`. */
export function checkOrigins(origins: unknown, issues: Issue[]): readonly string[] | undefined {
  if (origins === undefined) return undefined;
  const list = readElements(origins, MAX_ORIGINS + 1);
  if (list === undefined || list.length > MAX_ORIGINS) {
    const not = list === undefined ? `, not ${typeName(origins)}` : '';
    addIssue(
      issues,
      'ERR_ORIGINS_INVALID',
      ['origins'],
      `must be an array of at most ${MAX_ORIGINS} origins${not}. ${EXAMPLE}`,
    );
    return undefined;
  }
  for (const [index, origin] of list.entries()) {
    const problem = findOriginProblem(origin);
    if (problem !== undefined) addIssue(issues, 'ERR_ORIGINS_INVALID', ['origins', index], problem);
  }
  return list as string[];
}

/**
 * What CORS does to the answer, by the request's `Origin` and `Host`. Without a list, nothing: the endpoint
 * ignores where a request comes from.
 */
export function readCors(
  origins: readonly string[] | undefined,
  header: (name: 'origin' | 'host') => string | undefined,
): Cors {
  if (origins === undefined) return { isAllowed: true, headers: [] };
  const origin = header('origin');
  // A page's own GET requests have no Origin.
  if (origin === undefined) return { isAllowed: true, headers: [VARY] };
  if (!origins.includes(origin)) return { isAllowed: isOwn(origin, header('host')), headers: [VARY] };
  return {
    isAllowed: true,
    headers: [['Access-Control-Allow-Origin', origin], ['Access-Control-Allow-Credentials', 'true'], VARY],
  };
}

function findOriginProblem(origin: unknown): string | undefined {
  if (origin === undefined) return `is missing. ${UNSET_VARIABLE_HINT}`;
  if (typeof origin !== 'string') return `must be a string, not ${typeName(origin)}. ${EXAMPLE}`;
  if (/[*^$()\\|]/.test(origin)) {
    return 'must not be a pattern: a site that someone else controls may match it. List each origin.';
  }
  if (origin === 'null') {
    return 'must not be "null": any site can send a request from that origin, from a sandboxed frame. Remove it.';
  }
  const url = parseUrl(origin);
  if (url === undefined || !/^https?:/.test(url.protocol)) {
    return `must begin with "https://" or "http://", as a browser sends it. ${EXAMPLE}`;
  }
  if (url.origin === origin) return undefined;
  return 'must have only a scheme, a host and a port, in lower case, as a browser sends it. Use new URL(origin).origin.';
}

/** Whether the page is on the endpoint's own host. The scheme does not count: a proxy may have ended TLS. */
function isOwn(origin: string, host: string | undefined): boolean {
  const page = parseUrl(origin);
  if (page === undefined || host === undefined) return false;
  // Parsed with the page's scheme, so that `example.com:443` is `example.com`.
  return parseUrl(`${page.protocol}//${host}`)?.host === page.host;
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
