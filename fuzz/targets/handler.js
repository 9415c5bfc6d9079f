import assert from 'node:assert/strict';
import { WidgetTokenError } from 'amazon-connect-widget-token';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { anyHandlerInput } from '../inputs/handler.js';
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

  async call({ options, request, told }) {
    const { error } = console;
    console.error = (line) => told.push(line);
    try {
      const answer = await makeUnchecked(options)(request).catch(() => 'rejected');
      return { answer, told };
    } finally {
      console.error = error;
    }
  },

  async check({ threw, value }, { secret, isAnswered }) {
    if (threw) return codesOfSafeError(value);
    const { answer, told } = /** @type {{ answer: unknown, told: unknown[] }} */ (value);
    assert(answer instanceof Response, 'the endpoint was rejected, or answered with what is no Response');
    const { status, headers } = answer;
    assert.equal(headers.get('Cache-Control'), 'no-store');
    if (status === 500) {
      assert.equal(await answer.text(), '{"error":"token_unavailable"}');
      assert.deepEqual([...headers], OF_JSON);
      return codesOfTold(told);
    }
    assert.equal(told.length, 0, 'told of an error, and answered as if there were none');
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
    // The endpoint awaits what its functions give: a promise of the secret is as good.
    await assertVerifies(data, await secret);
    assertExactSize(data);
    return [];
  },
};

/** @param {unknown} thrown It may be a proxy that throws when it is looked at. */
function isOurs(thrown) {
  try {
    return thrown instanceof WidgetTokenError;
  } catch {
    return false;
  }
}

/** What was thrown by a function of the options is not ours to make safe. @param {unknown[]} told */
function codesOfTold(told) {
  assert(told.length > 0, 'answered 500, and told nobody');
  return told.flatMap((one) => {
    if (isOurs(one)) return codesOfSafeError(one);
    const [, code] = /^No widget token: (ERR_[A-Z_]+): /.exec(typeof one === 'string' ? one : '') ?? [];
    if (code === undefined) return ['(thrown by another)'];
    assertUnmarked(/** @type {string} */ (one), 'a line in the log');
    return [code];
  });
}
