import assert from 'node:assert/strict';
import { createLambdaTokenHandler } from 'amazon-connect-widget-token/handler';
import { codesOfAnswer, withLog } from '../checks/answers.js';
import { codesOfSafeError } from '../checks/marks.js';
import { anyLambdaInput } from '../inputs/lambda.js';

/** @typedef {import('../inputs/handler-options.js').Happened} Happened */
/** @typedef {import('amazon-connect-widget-token/handler').TokenLambdaResult} Result */

/** @type {(options: unknown) => (event: unknown, context: unknown) => Promise<unknown>} */
const makeUnchecked = /** @type {never} */ (createLambdaTokenHandler);

/** @type {import('./index.js').Target<import('../inputs/lambda.js').LambdaInput>} */
export const lambda = {
  title: 'createLambdaTokenHandler and its endpoint',
  inputs: anyLambdaInput,

  call: ({ options, event, happened }) =>
    withLog(happened.reported, async () => {
      const endpoint = makeUnchecked(options);
      const answer = await endpoint(event, { awsRequestId: 'x' }).catch(() => 'rejected');
      return { answer, happened };
    }),

  async check({ threw, value }, input) {
    if (threw) return codesOfSafeError(value, input.secret);
    const { answer, happened } = /** @type {{ answer: unknown, happened: Happened }} */ (value);
    assert(typeof answer === 'object' && answer !== null, 'the endpoint rejected, or returned no result');
    // Lambda sends JSON.
    assert.deepEqual(JSON.parse(JSON.stringify(answer)), answer);
    const result = /** @type {Result} */ (answer);
    assertShape(result, input.kind);
    return codesOfAnswer(answeredBy(result), input, happened);
  },
};

/** @param {Result} result @param {import('../inputs/lambda.js').Kind | undefined} kind */
function assertShape({ statusCode, body, isBase64Encoded, ...others }, kind) {
  assert(Number.isInteger(statusCode) && typeof body === 'string' && typeof isBase64Encoded === 'boolean');
  const { headers = {}, multiValueHeaders = {}, cookies = [] } = others;
  assert([...Object.values(headers), ...cookies].every((one) => typeof one === 'string'));
  assert(
    Object.values(multiValueHeaders)
      .flat()
      .every((one) => typeof one === 'string'),
  );
  if (kind === undefined) return;
  const isCookie = (/** @type {string} */ name) => name.toLowerCase() === 'set-cookie';
  const places = {
    headers: Object.keys(headers).some(isCookie),
    multiValueHeaders: Object.keys(multiValueHeaders).some(isCookie),
    cookies: cookies.length > 0,
  };
  const found = Object.entries(places).flatMap(([place, isThere]) => (isThere ? [place] : []));
  assert(found.length === 0 || found.join() === kind.cookies, `cookies are in ${found.join()}`);
  const names = new Set([kind.headers, ...found]);
  assert.deepEqual(new Set(Object.keys(others)), names, 'a result has members that its kind does not have');
}

/** @param {Result} result @returns {import('../checks/answers.js').Answered} */
function answeredBy({
  statusCode,
  headers = {},
  multiValueHeaders = {},
  cookies = [],
  body,
  isBase64Encoded,
}) {
  const all = new Headers(headers);
  for (const [name, values] of Object.entries(multiValueHeaders)) {
    for (const one of values) all.append(name, one);
  }
  for (const one of cookies) all.append('Set-Cookie', one);
  return {
    status: statusCode,
    headers: all,
    body: isBase64Encoded ? Buffer.from(body, 'base64').toString() : body,
  };
}
