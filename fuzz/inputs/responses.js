// What `claims` may return or throw besides claims: a Response of its own, and what a framework throws for
// its control flow.

import { mark } from './texts.js';

/**
 * The answer that a Response must become.
 *
 * @typedef {object} Expected
 * @property {number} status
 * @property {string} body
 * @property {readonly (readonly [name: string, value: string])[]} headers Some of its headers.
 * @property {boolean} [allowsAll] Whether the Response itself allows every origin.
 */

/** Instead of an answer: the Response cannot be sent, and the answer is 500. */
export const REFUSED = 'refused';

/** @typedef {{ make: () => unknown, answer: Expected | typeof REFUSED }} OwnAnswer */

const OF_CACHES = {
  'Cache-Control': 'public, max-age=600',
  'CDN-Cache-Control': 'max-age=600',
  ETag: '"x"',
  Expires: 'Thu, 01 Jan 2099 00:00:00 GMT',
};

function withReadBody() {
  const response = new Response('x', { status: 401 });
  void response.text();
  return response;
}

/** @type {OwnAnswer[]} */
export const RESPONSES = [
  { make: () => new Response(null, { status: 401 }), answer: { status: 401, body: '', headers: [] } },
  {
    make: () => Response.redirect('https://example.com/login', 302),
    answer: { status: 302, body: '', headers: [['location', 'https://example.com/login']] },
  },
  {
    make: () => new Response(mark('mine'), { status: 403, headers: OF_CACHES }),
    answer: { status: 403, body: mark('mine'), headers: [['content-type', 'text/plain;charset=UTF-8']] },
  },
  {
    make: () =>
      new Response('{"a":"ä"}', {
        status: 200,
        headers: { 'Access-Control-Allow-Origin': '*', 'Content-Length': '999', 'X-Kept': 'x' },
      }),
    answer: { status: 200, body: '{"a":"ä"}', headers: [['x-kept', 'x']], allowsAll: true },
  },
  {
    make: () => new Response(null, { status: 401, headers: { 'Set-Cookie': 'a=1' } }),
    answer: { status: 401, body: '', headers: [['set-cookie', 'a=1']] },
  },
  { make: () => Response.error(), answer: REFUSED },
  { make: () => ({ [Symbol.toStringTag]: 'Response' }), answer: REFUSED },
  { make: withReadBody, answer: REFUSED },
  // The Fetch API lets such a header pass, and Node.js does not send it.
  {
    make: () => new Response(null, { status: 401, headers: { 'Set-Cookie': 'a=1', 'X-Name': 'a\u0001' } }),
    answer: REFUSED,
  },
];

class Redirect {
  status = 303;
  location = '/login';
}

/** createTokenHandler throws these on to the framework. The other handlers answer 500. @type {unknown[]} */
export const CONTROL_FLOW = [
  Object.assign(new Error('NEXT_REDIRECT'), { digest: 'NEXT_REDIRECT;replace;/login;307;' }),
  Object.assign(new Error('not found'), { digest: 'NEXT_HTTP_ERROR_FALLBACK;404' }),
  Object.assign(new Error('401'), { status: 401, getResponse: () => new Response(null, { status: 401 }) }),
  { type: 'DataWithResponseInit', data: null, init: { status: 401 } },
  new Redirect(),
];
