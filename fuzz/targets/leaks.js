import assert from 'node:assert/strict';
import { createWidgetToken, estimateTokenSize, validateAttributes } from 'amazon-connect-widget-token';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { inspectWidgetToken, verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { assertNotInToken, assertSafeLogLine, containsSecret, LOG_PREFIX, textsOf } from '../checks/leaks.js';
import { codesOfSafeError, codesOfSafeIssues } from '../checks/marks.js';
import { anyLeak, ISSUED_AT } from '../inputs/leaks.js';

/** @typedef {import('../inputs/leaks.js').LeakInput} LeakInput */

/** @type {(options: unknown) => unknown} */
const createUnchecked = /** @type {never} */ (createWidgetToken);

/** @type {(options: unknown) => unknown} */
const estimateUnchecked = /** @type {never} */ (estimateTokenSize);

/** @type {(token: unknown, options: unknown) => unknown} */
const verifyUnchecked = /** @type {never} */ (verifyWidgetToken);

/** @type {(token: unknown, options: unknown) => unknown} */
const inspectUnchecked = /** @type {never} */ (inspectWidgetToken);

/** @type {(options: unknown) => (request: unknown) => Promise<Response>} */
const handlerUnchecked = /** @type {never} */ (createTokenHandler);

/**
 * @typedef {object} Entry
 * @property {(input: LeakInput) => unknown} call
 * @property {(value: never, input: LeakInput) => string[]} check Gets the return value. Returns the codes of
 *   what was refused.
 */

/** @type {Record<import('../inputs/leaks.js').Call, Entry>} */
const FUNCTIONS = {
  create: {
    call: (input) => createUnchecked(optionsOf(input)),
    check(/** @type {string} */ token, { secret }) {
      assertNotInToken(token, textsOf(secret));
      return [];
    },
  },
  estimate: { call: (input) => estimateUnchecked(optionsOf(input)), check: () => [] },
  validate: {
    call: ({ claims }) => validateAttributes(claims.attributes),
    // It has no secret that it could compare names with. That issues show no values is for the target
    // validate.
    check: (/** @type {ReturnType<typeof validateAttributes>} */ { issues = [] }) =>
      codesOfSafeIssues(issues, undefined),
  },
  verify: {
    call: (input) => verifyUnchecked(input.token, tokenOptionsOf(input)),
    check(/** @type {object} */ claims, { secret }) {
      assert(!containsSecret(claims, textsOf(secret)), 'the claims of a valid token contain the secret');
      return [];
    },
  },
  inspect: {
    call: (input) => inspectUnchecked(input.token, tokenOptionsOf(input)),
    // The header and the claims are the content of the token, and may show anything.
    check(
      /** @type {import('amazon-connect-widget-token/verify').Inspection} */ { header, claims, issues },
      input,
    ) {
      const codes = codesOfSafeIssues(issues, input.hidden);
      const isExposed = containsSecret([header, claims], textsOf(input.secret));
      const isReported = codes.includes('ERR_SECRET_EXPOSED') || codes.length === MAX_ISSUES;
      assert(!isExposed || isReported, 'a token contains the secret, and no issue says so');
      return codes;
    },
  },
  handler: {
    call: answersOf,
    check(/** @type {Answers} */ { bodies, lines }, { secret, hidden, handler }) {
      const known = isKeyFetched(handler) ? textsOf(hidden) : [];
      for (const line of lines) assertSafeLogLine(line, known);
      assert.equal(lines.length, bodies.filter((body) => body === FAILED).length, 'lines in the log');
      for (const body of bodies.filter((one) => one !== FAILED)) {
        assertNotInToken(tokenOf(body), textsOf(secret));
      }
      return lines.flatMap(codesOfLine);
    },
  },
};

const MAX_ISSUES = 100;

const FAILED = '{"error":"token_unavailable"}';

/** @type {import('./index.js').Target<LeakInput>} */
export const leaks = {
  title: 'the key in other places',
  inputs: anyLeak,
  call: (input) => FUNCTIONS[input.call].call(input),

  check({ threw, value }, input) {
    const { call, hidden, claims, tokenContent, isRight } = input;
    const codes = threw
      ? codesOfSafeError(value, hiddenFromErrors(input))
      : FUNCTIONS[call].check(/** @type {never} */ (value), input);
    assert(!isRight || codes.length === 0, `a right call was refused: ${codes.join(', ')}`);
    if (codes.includes('ERR_SECRET_EXPOSED')) {
      const isOfToken = call === 'verify' || call === 'inspect';
      const content = isOfToken ? tokenContent : { widgetId: input.widgetId, claims };
      // Swapped options are exchanged before the claims are checked.
      assert(containsSecret(content, textsOf(hidden)), 'the secret is reported where it is not');
    }
    return codes;
  },
};

/** @param {LeakInput} input */
const optionsOf = ({ widgetId, secret, claims, others }) => ({ widgetId, secret, ...claims, ...others });

/** @param {LeakInput} input */
const tokenOptionsOf = ({ expectedWidgetId, secret, others }) => ({
  widgetId: expectedWidgetId,
  secret,
  currentDate: new Date(ISSUED_AT * 1000),
  ...others,
});

/** The bodies of the answers, and what was logged. @typedef {{ bodies: string[], lines: unknown[] }} Answers */

/** @param {LeakInput} input @returns {Promise<Answers>} */
async function answersOf({ widgetId, secret, claims, others, handler }) {
  const { isFunction, isSecond, hasOnError, makeThrown } = handler;
  let requests = 0;
  const endpoint = handlerUnchecked({
    widgetId: isFunction ? () => widgetId : widgetId,
    secret: isFunction ? () => Promise.resolve(secret) : secret,
    claims() {
      requests++;
      if (isSecond && requests === 1) return {};
      if (makeThrown !== undefined) throw makeThrown();
      return claims;
    },
    ...(hasOnError ? { onError: () => Promise.reject(new Error('from onError')) } : {}),
    ...others,
  });
  const bodies = /** @type {string[]} */ ([]);
  const lines = /** @type {unknown[]} */ ([]);
  const { error } = console;
  console.error = (line) => lines.push(line);
  try {
    for (let count = isSecond ? 2 : 1; count > 0; count--) {
      const answer = await endpoint(new Request('https://example.com/token'));
      bodies.push(await answer.text());
    }
  } finally {
    console.error = error;
  }
  return { bodies, lines };
}

/**
 * Whether the endpoint has the key when it writes to its log. If a function returns the key, it is called
 * after `claims`, so that the endpoint does not have it if `claims` throws for the first request.
 *
 * @param {LeakInput['handler']} handler
 */
const isKeyFetched = ({ isFunction, isSecond, makeThrown }) =>
  !isFunction || isSecond || makeThrown === undefined;

/** Nor does the endpoint have such a key when it is created. @param {LeakInput} input */
const hiddenFromErrors = ({ call, hidden, handler }) =>
  call === 'handler' && handler.isFunction ? undefined : hidden;

/** @param {string} body */
function tokenOf(body) {
  /** @type {unknown} */
  const answer = JSON.parse(body);
  return /** @type {{ data: string }} */ (answer).data;
}

/** @param {unknown} line */
function codesOfLine(line) {
  const text = String(line).slice(LOG_PREFIX.length);
  const [code] = /^ERR_[A-Z_]+(?=: )/.exec(text) ?? [];
  if (code !== undefined) return [code];
  return [
    text.includes('is not shown, because it contains')
      ? '(a line that is not shown)'
      : '(an error of another function)',
  ];
}
