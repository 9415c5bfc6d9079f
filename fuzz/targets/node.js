import assert from 'node:assert/strict';
import { createNodeTokenHandler } from 'amazon-connect-widget-token/handler';
import { codesOfAnswer, codesOfReported, withLog } from '../checks/answers.js';
import { codesOfSafeError } from '../checks/marks.js';
import { anyNodeInput, SET_BEFORE } from '../inputs/node.js';

/** @typedef {import('../inputs/node.js').NodeInput} NodeInput */

/** @type {(options: unknown) => (...given: unknown[]) => Promise<unknown>} */
const makeUnchecked = /** @type {never} */ (createNodeTokenHandler);

/** @type {import('./index.js').Target<NodeInput>} */
export const node = {
  title: 'createNodeTokenHandler and its endpoint',
  inputs: anyNodeInput,

  call: (input) =>
    withLog(input.happened.reported, async () => {
      const endpoint = makeUnchecked(input.options);
      const answer = await endpoint(...input.given).catch(() => 'rejected');
      return { answer, called: input };
    }),

  async check({ threw, value }, input) {
    if (threw) return codesOfSafeError(value, input.secret);
    // The input of the call, whose response has changed.
    const { answer, called } = /** @type {{ answer: unknown, called: NodeInput }} */ (value);
    assert.equal(answer, undefined, 'the endpoint rejected, or returned something');
    const { response, happened, kind } = called;
    const { bodies, isTaken, isBroken } = response;
    const hasFailed = happened.reported.length > 0;
    const codesOfFailure = () => (hasFailed ? codesOfReported(happened.reported, input.secret) : []);
    if (kind === 'none') {
      assert.deepEqual([bodies, response.destroyed, hasFailed], [[], 0, true]);
      return codesOfFailure();
    }
    assertAnsweredOnce(response, hasFailed);
    if (isTaken) return ['(answered by someone else, or left)', ...codesOfFailure()];
    if (bodies.length === 0 || (isBroken && hasFailed))
      return ['(a response that throws)', ...codesOfFailure()];
    const codes = await codesOfAnswer(answeredBy(response), input, happened);
    assert(kind === 'right' || codes.includes('ERR_REQUEST_INVALID'), 'answered another server');
    return codes;
  },
};

/**
 * Fails unless the response was ended once, or someone else has it, or it was closed because of a failure.
 *
 * @param {import('../inputs/node.js').Response} response
 * @param {boolean} hasFailed
 */
function assertAnsweredOnce({ res, bodies, destroyed, isTaken, isBroken }, hasFailed) {
  const isClosed = destroyed > 0;
  if (isTaken) {
    assert.equal(bodies.length, 0, 'wrote to a response of someone else, or whose client has left');
    assert.equal(isClosed, hasFailed && !res.writableEnded, 'what happened to a response of someone else');
    return;
  }
  assert(bodies.length <= 1, 'the response was ended twice');
  assert.notEqual(bodies.length === 1, isClosed, 'no answer, or a response that was sent was closed');
  assert(!isClosed || (isBroken && hasFailed), 'a response was closed that could be sent');
}

/** @param {import('../inputs/node.js').Response} response */
function answeredBy({ res, bodies: [body] }) {
  const headers = new Headers();
  for (const [name, value] of Object.entries(res.getHeaders())) {
    for (const one of [value].flat()) headers.append(name, String(one));
  }
  if (headers.has('x-powered-by')) {
    assert.equal(headers.get('x-powered-by'), SET_BEFORE['x-powered-by']);
    headers.delete('x-powered-by');
  }
  const text = typeof body === 'string' ? body : Buffer.from(/** @type {Uint8Array} */ (body)).toString();
  return { status: res.statusCode, headers, body: text };
}
