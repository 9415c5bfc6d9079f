import assert from 'node:assert/strict';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { codesOfAnswer, withLog } from '../checks/answers.js';
import { codesOfSafeError } from '../checks/marks.js';
import { anyHandlerInput } from '../inputs/handler.js';
import { CONTROL_FLOW } from '../inputs/responses.js';

/** @typedef {import('../inputs/handler-options.js').Happened} Happened */

/** @type {(options: unknown) => (request: unknown) => Promise<unknown>} */
const makeUnchecked = /** @type {never} */ (createTokenHandler);

/** @typedef {{ answer: unknown } | { rejected: unknown }} Outcome */

/** @type {import('./index.js').Target<import('../inputs/handler.js').HandlerInput>} */
export const handler = {
  title: 'createTokenHandler and its endpoint',
  inputs: anyHandlerInput,

  call: ({ options, request, happened }) =>
    withLog(happened.reported, async () => {
      const endpoint = makeUnchecked(options);
      /** @type {Outcome} */
      const outcome = await endpoint(request).then(
        (answer) => ({ answer }),
        (/** @type {unknown} */ rejected) => ({ rejected }),
      );
      return { outcome, happened };
    }),

  async check({ threw, value }, input) {
    if (threw) return codesOfSafeError(value, input.secret);
    const { outcome, happened } = /** @type {{ outcome: Outcome, happened: Happened }} */ (value);
    if ('rejected' in outcome) {
      assert(CONTROL_FLOW.includes(outcome.rejected), 'the endpoint rejected');
      assert.equal(outcome.rejected, happened.controlFlow);
      assert.equal(happened.reported.length, 0, 'reported what is for the framework');
      return ['(thrown on to the framework)'];
    }
    const { answer } = outcome;
    assert(answer instanceof Response, 'the endpoint did not answer with a Response');
    assert.equal(happened.controlFlow, undefined, 'did not throw on what is for the framework');
    const { status, headers } = answer;
    return codesOfAnswer({ status, headers, body: await answer.text() }, input, happened);
  },
};
