import assert from 'node:assert/strict';
import { WidgetTokenError } from 'amazon-connect-widget-token';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { anyHandlerInput } from '../inputs/handler.js';
import { assertNotInToken, assertSafeLogLine, LOG_PREFIX, textsOf } from '../checks/leaks.js';
import { assertUnmarked, codesOfSafeError } from '../checks/marks.js';
import { assertExactSize, assertVerifies } from '../checks/tokens.js';

/** @type {(options: unknown) => (request: unknown) => Promise<unknown>} */
const makeUnchecked = /** @type {never} */ (createTokenHandler);

const OF_JSON = [
  ['cache-control', 'no-store'],
  ['content-type', 'application/json'],
];

/** @type {import('./index.js').Target<import('../inputs/handler.js').HandlerInput>} */
export const handler = {
  title: 'createTokenHandler and its endpoint',
  inputs: anyHandlerInput,

  async call({ options, request, reported }) {
    const { error } = console;
    console.error = (line) => reported.push(line);
    try {
      const answer = await makeUnchecked(options)(request).catch(() => 'rejected');
      return { answer, reported };
    } finally {
      console.error = error;
    }
  },

  async check({ threw, value }, { secret, readSecret, isAnswered }) {
    if (threw) return codesOfSafeError(value, secret);
    const { answer, reported } = /** @type {{ answer: unknown, reported: unknown[] }} */ (value);
    assert(answer instanceof Response, 'the endpoint rejected, or did not answer with a Response');
    const { status, headers } = answer;
    assert.equal(headers.get('Cache-Control'), 'no-store');
    if (status === 500) {
      assert.equal(await answer.text(), '{"error":"token_unavailable"}');
      assert.deepEqual([...headers], OF_JSON);
      return codesOfReported(reported, secret);
    }
    assert.equal(reported.length, 0, 'reported an error, but did not answer 500');
    if (status === 405) {
      assert.equal(await answer.text(), '{"error":"method_not_allowed"}');
      assert.deepEqual([...headers], [['allow', 'GET, POST'], ...OF_JSON]);
      return ['(405)'];
    }
    if (isAnswered) return ['(the Response of claims)'];
    assert.equal(status, 200);
    assert.deepEqual([...headers], OF_JSON);
    const { data, ...others } = /** @type {{ data: string }} */ (await answer.json());
    assert.deepEqual(others, {});
    // The endpoint awaits what its functions return.
    const key = await readSecret();
    await assertVerifies(data, key);
    assertExactSize(data);
    assertNotInToken(data, textsOf(key));
    return [];
  },
};

/** @param {unknown} thrown It may be a proxy that throws when it is read. */
function isOurs(thrown) {
  try {
    return thrown instanceof WidgetTokenError;
  } catch {
    return false;
  }
}

/** Errors that a function among the options threw may show anything to onError. @param {unknown[]} reported @param {unknown} secret */
function codesOfReported(reported, secret) {
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
