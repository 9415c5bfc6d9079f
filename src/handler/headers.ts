// The headers of an answer. No answer may be cached, by a browser or by a proxy: it is for one customer.

import { isForCdns } from '../lib/cache-headers.js';
import type { Cors, Header } from './origins.js';

/** The headers of every answer. */
const ALWAYS: readonly Header[] = [
  ['Cache-Control', 'no-store'],
  // The answer is data, and never a script or an image of another site.
  ['X-Content-Type-Options', 'nosniff'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
];

/** Old caches obey some of these, and others answer 304 because of a validator. */
const OF_CACHES = /^(expires|pragma|age|etag|last-modified)$/i;

/** A server writes these itself. In a `Response` from `fetch`, they are those of another connection. */
const OF_CONNECTION =
  /^(content-length|transfer-encoding|connection|keep-alive|proxy-connection|te|trailer|upgrade)$/i;

const OF_CORS = /^access-control-/i;

/** The headers of an answer of ours: with JSON, or without a body. */
export function ownHeaders(json: string | undefined, cors: Cors): Header[] {
  const always = [...ALWAYS, ...cors.headers];
  return json === undefined ? always : [['Content-Type', 'application/json'], ...always];
}

/** The headers of a `Response` from `claims`, without those that must not be sent, and with ours. */
export function responseHeaders({ headers: given, url }: Response, cors: Cors): Header[] {
  const headers = new Headers(given);
  // `fetch` has decompressed the body. Only its Response has a URL.
  if (url) headers.delete('content-encoding');
  for (const name of [...headers.keys()]) {
    if (mustNotSend(name, cors) || OF_CONNECTION.test(name)) headers.delete(name);
  }
  for (const [name, value] of [...ALWAYS, ...cors.headers]) {
    headers.set(name, name === 'Vary' ? addToVary(headers.get(name), value) : value);
  }
  return [...headers];
}

/** Whether a header must not be sent with an answer, wherever it comes from. */
export function mustNotSend(name: string, cors: Cors): boolean {
  // Without `origins`, CORS is what the server does around the endpoint.
  return isForCdns(name) || OF_CACHES.test(name) || (cors.headers.length > 0 && OF_CORS.test(name));
}

/** The header `Vary` with one more name. */
export function addToVary(vary: string | null, name: string): string {
  const names = vary?.split(',').map((one) => one.trim()) ?? [];
  const isThere = names.some((one) => one === '*' || one.toLowerCase() === name.toLowerCase());
  return isThere ? names.join(', ') : [...names, name].join(', ');
}
