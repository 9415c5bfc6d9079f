// What `claims` returned: the claims to sign, or a Response. Anything else is refused: a member with another
// name would have no effect, and nothing would say why the flow does not see it.

import { WidgetTokenError, type Issue } from '../errors.js';
import { addIssue, makeIssue } from '../lib/issues.js';
import { readOptions, type GivenOptions } from '../lib/options.js';
import { classOf, ignoreRejection, readProperty, typeName } from '../lib/untrusted.js';
import { responseHeaders } from './headers.js';
import type { TokenHandlerClaims } from './options.js';
import type { Cors } from './origins.js';
import type { Answer } from './server.js';

const CLAIMS = {
  attributes: undefined,
  customerId: undefined,
  relatedContactId: undefined,
  segmentAttributes: undefined,
} as const satisfies Record<keyof TokenHandlerClaims, undefined>;

const RESPONSE = 'new Response(null, { status: 401 })';

const CLAIMS_FIX = `Return { attributes }, {} for a visitor without a name, or a Response such as ${RESPONSE}.`;

/** An answer that comes later than the endpoint's is an error of Node.js, which ends the process. */
const CALLBACK = 'If a callback answers, return a promise that waits for it.';

/** What a function returns that answers a request in another way: an error, or a redirect. */
const OF_ANSWER = /^(status|statusCode|statusText|headers|body|error|redirect)$/;

/** Options of the endpoint, which claims cannot change. */
const OF_ENDPOINT = /^(widgetId|secret|expiresIn|origins|onError)$/;

/** The times of a token, as in one that was decoded. */
const OF_TIME = /^(iat|exp|nbf|issuedAt)$/;

/** A name that can be written as in `{ attributes: { name } }`. A longer one would be cut. */
const SHORT_IDENTIFIER = /^[A-Za-z_$][\w$]{0,63}$/;

/** https://www.rfc-editor.org/rfc/rfc9110#section-5.5 */
const NOT_IN_A_HEADER = /[^\t\x20-\x7e\x80-\xff]/;

/** The claims, to be signed only if nothing was added to `issues`. */
export function readClaims(returned: unknown, issues: Issue[]): GivenOptions<keyof typeof CLAIMS> {
  const given = readOptions(returned, CLAIMS, issues, 'a claim', (name) => {
    // A promise that was not awaited: no one else looks at it.
    ignoreRejection(readProperty(returned, name));
    return fixUnknown(name);
  });
  if (given !== undefined) return given;
  const type = typeName(returned);
  const rule = `must return a plain object or a Response, not ${type === 'object' ? 'an object that throws' : type}. ${CLAIMS_FIX}`;
  addIssue(issues, 'ERR_CLAIMS_INVALID', ['claims'], returned === undefined ? `${rule} ${CALLBACK}` : rule);
  return CLAIMS;
}

function fixUnknown(name: string | symbol): string {
  const text = typeof name === 'symbol' ? '' : name;
  if (OF_ANSWER.test(text)) return `To answer without a token, return ${RESPONSE}.`;
  if (OF_ENDPOINT.test(text)) return 'Pass it to the function that creates the endpoint, beside claims.';
  if (OF_TIME.test(text)) return 'Remove it: the endpoint sets the times of the token.';
  return `If it is an attribute, return { attributes: { ${SHORT_IDENTIFIER.test(text) ? text : '…'} } }.`;
}

/**
 * The error for a status without an answer, as of `res.status(401)` in Express: whoever wrote it does not
 * want a token.
 */
export function setStatus(): WidgetTokenError {
  const rule = `must not set the status of res without ending the answer. Return ${RESPONSE}, or call res.end().`;
  return new WidgetTokenError([makeIssue('ERR_CLAIMS_INVALID', ['claims'], rule)]);
}

/** The error for a Response from `onError`, which would otherwise have no effect. */
export function mustNotAnswer(): WidgetTokenError {
  const rule =
    'must not return a Response: the answer is 500 whatever it returns. Catch the error in claims, and return the Response there.';
  return new WidgetTokenError([makeIssue('ERR_ON_ERROR_INVALID', ['onError'], rule)]);
}

export function isResponse(returned: unknown): returned is Response {
  try {
    return classOf(returned) === 'Response';
  } catch {
    return false;
  }
}

/** The answer that is a Response. It must be one that every server can send. */
export function readResponse(response: Response, cors: Cors): Answer {
  const { status, statusText, body, bodyUsed } = response;
  if (bodyUsed) throw badResponse('whose body was read before. Return a new Response for each request.');
  // Response.error() has status 0.
  if (!(status >= 200 && status < 600))
    throw badResponse('without a status. Return new Response(null, { status: 500 }).');
  const sent = responseHeaders(response, cors);
  // Headers lets some pass. Node.js throws for one, after others were set: the 500 would have them too.
  if (sent.some(([, value]) => NOT_IN_A_HEADER.test(value)))
    throw badResponse('with a control character in a header. Remove it, or use encodeURIComponent.');
  return { status, statusText, headers: sent, body, cors };
}

function badResponse(rest: string): WidgetTokenError {
  return new WidgetTokenError([
    makeIssue('ERR_CLAIMS_INVALID', ['claims'], `must not return a Response ${rest}`),
  ]);
}
