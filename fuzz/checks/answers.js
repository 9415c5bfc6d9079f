// Checks an answer of the endpoint, whichever handler gave it, against the request and what the functions
// among the options did.

import assert from 'node:assert/strict';
import { WidgetTokenError } from 'amazon-connect-widget-token';
import { isAllowed } from '../inputs/origins.js';
import { CONTROL_FLOW, REFUSED } from '../inputs/responses.js';
import { assertNotInToken, assertSafeLogLine, LOG_PREFIX, textsOf } from './leaks.js';
import { assertUnmarked, codesOfSafeError } from './marks.js';
import { assertExactSize, assertVerifies } from './tokens.js';

/** @typedef {readonly (readonly [name: string, value: string])[]} HeaderList */

/** @type {HeaderList} */
const ALWAYS = [
  ['cache-control', 'no-store'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['x-content-type-options', 'nosniff'],
];

const OF_JSON = /** @type {const} */ (['content-type', 'application/json']);

const OF_CACHES = ['cdn-cache-control', 'etag', 'expires', 'age', 'last-modified', 'content-length'];

const OF_CORS = ['access-control-allow-origin', 'access-control-allow-credentials'];

/** @type {HeaderList} */
const PREFLIGHT = [
  ['access-control-allow-headers', 'Authorization, Content-Type'],
  ['access-control-allow-methods', 'GET, POST'],
  ['allow', 'GET, POST, OPTIONS'],
];

/**
 * @typedef {object} Answered
 * @property {number} status
 * @property {Headers} headers
 * @property {string} body
 */

/**
 * Fails if an answer is wrong. Returns the codes of what was refused.
 *
 * @param {Answered} answered
 * @param {Pick<import('../inputs/handler.js').HandlerInput, 'asked' | 'origins' | 'secret' | 'readSecret'>} input
 * @param {import('../inputs/handler-options.js').Happened} happened During the call.
 */
export async function codesOfAnswer(answered, input, { answer, reported, controlFlow }) {
  const { status, headers, body } = answered;
  const { asked, origins, secret, readSecret } = input;
  for (const [name, value] of ALWAYS) assert.equal(headers.get(name), value);
  for (const name of OF_CACHES) assert(!headers.has(name), `the answer has ${name}`);
  const listed = origins?.find((one) => one === asked?.origin);
  const cors = corsHeaders(origins, listed);
  if (status === 500) {
    assert.equal(body, '{"error":"token_unavailable"}');
    // A request that is not read has no origin.
    const isUnread = headers.get('vary') === null && asked === undefined;
    assertHeaders(headers, [OF_JSON, ...(isUnread ? [] : cors)]);
    const codes = new Set(codesOfReported(reported, secret));
    if (answer !== undefined) {
      assert.equal(answer, REFUSED, 'a Response of claims became 500');
      assert.deepEqual([...codes], ['ERR_CLAIMS_INVALID']);
    }
    return [...codes];
  }
  assert.equal(reported.length, 0, 'reported an error, but did not answer 500');
  assert(!CONTROL_FLOW.includes(controlFlow), 'an answer although something was thrown');
  if (asked !== undefined) {
    const { method, origin } = asked;
    const isIn = isAllowed(origin, origins);
    /** @param {number} wanted @param {string} error @param {HeaderList} more */
    const assertOwn = (wanted, error, more) => {
      const hasBody = method !== 'HEAD' && error !== '';
      assert.deepEqual([status, body], [wanted, hasBody ? JSON.stringify({ error }) : '']);
      assertHeaders(headers, [...(hasBody ? [OF_JSON] : []), ...cors, ...more]);
      return [`(${wanted})`];
    };
    if (!isIn) return assertOwn(403, 'origin_not_allowed', []);
    if (method === 'OPTIONS' && origins !== undefined) return assertOwn(204, '', PREFLIGHT);
    if (method !== 'GET' && method !== 'POST') {
      const allow = origins === undefined ? 'GET, POST' : 'GET, POST, OPTIONS';
      return assertOwn(405, 'method_not_allowed', [['allow', allow]]);
    }
  }
  if (answer !== undefined) {
    assertOwnAnswer(answered, answer, listed, origins);
    return ['(the Response of claims)'];
  }
  // What is not a request, but has the members of one, may be answered like one.
  if (asked === undefined && status !== 200) {
    assert([403, 405].includes(status), `the status is ${status}`);
    return [`(${status})`];
  }
  assert.equal(status, 200);
  assertHeaders(headers, [OF_JSON, ...cors]);
  /** @type {unknown} */
  const parsed = JSON.parse(body);
  const { data, ...others } = /** @type {{ data: string }} */ (parsed);
  assert.deepEqual(others, {});
  // The endpoint awaits what its functions return.
  const key = await readSecret();
  await assertVerifies(data, key);
  assertExactSize(data);
  assertNotInToken(data, textsOf(key));
  return [];
}

/** @param {import('../inputs/origins.js').Origins} origins @param {string | undefined} listed @returns {HeaderList} */
function corsHeaders(origins, listed) {
  if (origins === undefined) return [];
  /** @type {HeaderList} */
  const vary = [['vary', 'Origin']];
  if (listed === undefined) return vary;
  return [['access-control-allow-origin', listed], ['access-control-allow-credentials', 'true'], ...vary];
}

/** Fails unless the answer has these headers, those of every answer, and no others. @param {Headers} headers @param {HeaderList} expected */
function assertHeaders(headers, expected) {
  assert.deepEqual(Object.fromEntries(headers), Object.fromEntries([...ALWAYS, ...expected]));
}

/**
 * @param {Answered} answered
 * @param {import('../inputs/handler-options.js').ExpectedAnswer} answer
 * @param {string | undefined} listed
 * @param {import('../inputs/origins.js').Origins} origins
 */
function assertOwnAnswer({ status, headers, body }, answer, listed, origins) {
  assert(answer !== REFUSED, 'a Response that cannot be sent was sent');
  assert.deepEqual([status, body], [answer.status, answer.body]);
  for (const [name, value] of answer.headers) assert.equal(headers.get(name), value);
  const isOfResponse = origins === undefined && answer.allowsAll === true;
  const [origin, credentials] = OF_CORS.map((name) => headers.get(name));
  assert.equal(origin, isOfResponse ? '*' : (listed ?? null));
  assert.equal(credentials, listed === undefined ? null : 'true');
  assert.equal(headers.get('vary'), origins === undefined ? null : 'Origin');
}

/** @param {unknown} thrown It may be a proxy that throws when it is read. */
function isOurs(thrown) {
  try {
    return thrown instanceof WidgetTokenError;
  } catch {
    return false;
  }
}

/** Errors that a function among the options threw may show anything to onError. @param {unknown[]} reported @param {unknown} secret */
export function codesOfReported(reported, secret) {
  assert(reported.length > 0, 'answered 500 without reporting an error');
  return reported.flatMap((one) => {
    if (isOurs(one)) return codesOfSafeError(one, secret);
    if (typeof one !== 'string' || !one.startsWith(LOG_PREFIX)) return ['(an error of another function)'];
    assertSafeLogLine(one, textsOf(secret));
    const [, code] = /^(ERR_[A-Z_]+): /.exec(one.slice(LOG_PREFIX.length)) ?? [];
    if (code === undefined) return ['(an error of another function)'];
    assertUnmarked(one, 'a line of the log');
    return [code];
  });
}

/**
 * Calls a handler. What it logs is reported.
 *
 * @template T
 * @param {unknown[]} reported
 * @param {() => Promise<T>} call
 */
export async function withLog(reported, call) {
  const { error } = console;
  console.error = (line) => reported.push(line);
  try {
    return await call();
  } finally {
    console.error = error;
  }
}
