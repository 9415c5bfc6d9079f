// The calls made under each fault, and how to check their answers. This file takes the built-ins it needs
// before the fault is made.

import { createHmac } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { isDeepStrictEqual } from 'node:util';

/**
 * @typedef {typeof import('amazon-connect-widget-token') & typeof
 *   import('amazon-connect-widget-token/verify') & typeof import('amazon-connect-widget-token/handler')}
 *   Package
 * @typedef {object} Call
 * @property {string} name The function's name.
 * @property {string} [what] How this call differs from the function's other calls.
 * @property {(it: Package) => unknown} call
 * @property {(answer: any) => boolean} [isRight]
 * @property {readonly string[]} [codes] The codes of the issues, if the call must be refused.
 * @property {(answer: any) => string | undefined} [codeOf] The code, if the answer reports a failure without
 *   an error.
 * @property {boolean} [isRefusal] Whether the call checks that invalid input is refused.
 * @property {boolean} [responds] Whether the call needs the platform's `Response`.
 */

const SECRET = 'q0Zb2m8yJ3Nf5tLk9cVw1XrS7uHd4PeGaTiBoYx6RzE=';
const BYTES = new TextEncoder().encode(SECRET);
const HMAC = { name: 'HMAC', hash: 'SHA-256' };
const KEY = await crypto.subtle.importKey('raw', BYTES, HMAC, false, ['sign', 'verify']);

const widgetId = 'a-widget';
const attributes = { name: 'Zoë, a customer', plan: 'gold' };
const OPTIONS = { widgetId, secret: SECRET, attributes };
const WRONG = { age: 45, [SECRET]: attributes.name };
const WRONG_CODES = ['ERR_ATTRIBUTE_VALUE_NOT_STRING', 'ERR_ATTRIBUTE_KEY_INVALID'];
const ISSUED_AT = new Date('2026-01-01T00:00:00Z');
const ROW = { ...attributes, visits: 45, referrer: null, passwordHash: SECRET };
const EVENT = { requestContext: { http: { method: 'GET' } }, headers: {} };
const REQUEST = new Request('https://example.com/token');

/** No error may contain these: the key, or a customer's value. */
const SECRETS = [SECRET.slice(0, 16), attributes.name];

const codeOf = (/** @type {{ code: string }} */ { code }) => code;

/** Whether an error contains the key or a customer's value. @param {unknown} error */
export function leaks(error) {
  const { message, stack, cause, issues } = Object(error);
  const text = JSON.stringify([String(error), message, stack, String(cause), issues, error]);
  return SECRETS.some((secret) => text.includes(secret));
}

/** A token's signature. @param {string} text */
const sign = (text) => createHmac('sha256', SECRET).update(text).digest('base64url');

/** A token made without the package. @param {object} claims */
function makeWithoutPackage(claims) {
  const [header, payload] = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const text = `${header}.${payload}`;
  return `${text}.${sign(text)}`;
}

/** @param {number} clock The time that the fault sets, in seconds. @returns {readonly Call[]} */
export function callsAt(clock) {
  const claims = { sub: widgetId, iat: clock, exp: clock + 500, attributes };
  const token = makeWithoutPackage(claims);
  const forged = `${token.slice(0, -4)}${token.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
  const hourly = makeWithoutPackage({ ...claims, exp: clock + 3600 });

  /** Without a connection. Made before the fault, which it may not survive. */
  const res = new ServerResponse(new IncomingMessage(new Socket()));

  /** Whether it is the token of OPTIONS, issued within a minute of `clock`. @param {string} made */
  const isToken = (made) => {
    const [header, payload = '', signature] = made.split('.');
    const held = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const times = { iat: held.iat, exp: held.iat + 500 };
    const isAboutNow = Math.abs(held.iat - clock) <= 60;
    return (
      sign(`${header}.${payload}`) === signature &&
      isDeepStrictEqual(held, { ...claims, ...times }) &&
      isAboutNow
    );
  };

  return [
    {
      name: 'createWidgetToken',
      what: 'with a string as secret',
      call: (it) => it.createWidgetToken(OPTIONS),
      isRight: isToken,
    },
    {
      name: 'createWidgetToken',
      what: 'with bytes as secret',
      call: (it) => it.createWidgetToken({ ...OPTIONS, secret: BYTES }),
      isRight: isToken,
    },
    {
      name: 'createWidgetToken',
      what: 'with a CryptoKey as secret',
      call: (it) => it.createWidgetToken({ ...OPTIONS, secret: KEY }),
      isRight: isToken,
    },
    {
      name: 'createWidgetToken',
      what: 'with `issuedAt`',
      call: (it) => it.createWidgetToken({ ...OPTIONS, issuedAt: ISSUED_AT }),
      isRight: (made) => made === makeWithoutPackage({ ...claims, iat: 1_767_225_600, exp: 1_767_226_100 }),
    },
    {
      name: 'createWidgetToken',
      what: 'with invalid attributes',
      isRefusal: true,
      // @ts-expect-error: they are invalid.
      call: (it) => it.createWidgetToken({ ...OPTIONS, attributes: WRONG }),
      codes: WRONG_CODES,
    },
    {
      name: 'verifyWidgetToken',
      what: 'of a valid token',
      call: (it) => it.verifyWidgetToken(token, { widgetId, secret: SECRET }),
      isRight: (verified) => isDeepStrictEqual(verified, claims),
    },
    {
      name: 'verifyWidgetToken',
      what: 'of a forged token',
      isRefusal: true,
      call: (it) => it.verifyWidgetToken(forged, { widgetId, secret: SECRET }),
      codes: ['ERR_TOKEN_SIGNATURE'],
    },
    {
      name: 'inspectWidgetToken',
      call: (it) => it.inspectWidgetToken(hourly, { widgetId, secret: SECRET }),
      isRight: ({ signature, issues }) => signature === 'valid' && issues[0].code === 'ERR_TOKEN_LIFETIME',
      codeOf: ({ signature, issues }) => (signature === 'valid' ? undefined : issues[0].code),
    },
    {
      name: 'validateAttributes',
      what: 'of valid attributes',
      call: (it) => it.validateAttributes(attributes),
      isRight: ({ value }) => isDeepStrictEqual(value, attributes),
    },
    {
      name: 'validateAttributes',
      what: 'of invalid attributes',
      isRefusal: true,
      call: (it) => it.validateAttributes(WRONG),
      isRight: ({ issues }) => isDeepStrictEqual(issues.map(codeOf), WRONG_CODES),
    },
    {
      name: 'estimateTokenSize',
      call: (it) => it.estimateTokenSize(OPTIONS),
      isRight: ({ characters }) => characters === token.length,
    },
    {
      name: 'the endpoint',
      responds: true,
      what: 'for a valid request',
      call: (it) => ask(it, { claims: () => ({ attributes }) }),
      isRight: ({ status, body }) => status === 200 && isToken(JSON.parse(body).data),
    },
    {
      name: 'the endpoint',
      responds: true,
      what: 'for invalid attributes, without `onError`',
      isRefusal: true,
      call: (it) => ask(it, { claims: () => ({ attributes: WRONG }), onError: undefined }),
      isRight: isUnavailable,
    },
    {
      name: 'stringifyAttributes',
      what: 'of a row',
      call: (it) => it.stringifyAttributes(ROW, ['name', 'plan', 'visits', 'referrer']),
      isRight: (made) => isDeepStrictEqual(made, { ...attributes, visits: '45' }),
    },
    {
      name: 'stringifyAttributes',
      what: 'of a row that is wrong',
      isRefusal: true,
      call: (it) => it.stringifyAttributes({ ...ROW, visits: NaN }, ['name', 'visits']),
      codes: ['ERR_ATTRIBUTE_VALUE_INVALID'],
    },
    {
      name: 'createNodeTokenHandler',
      call: (it) => askNode(it, res),
      isRight: ({ status, body }) => status === 200 && isToken(JSON.parse(body).data),
      codeOf: ({ status }) => (status === 'closed' ? 'the connection is closed' : undefined),
    },
    {
      name: 'createLambdaTokenHandler',
      call: (it) => askLambda(it),
      isRight: ({ status, body }) => status === 200 && isToken(JSON.parse(body).data),
    },
  ];
}

/**
 * The response of an endpoint, and the error that its `onError` gets.
 *
 * @param {Package} it
 * @param {object} options
 */
async function ask(it, options) {
  /** @type {unknown} */
  let reported;
  const onError = (/** @type {unknown} */ error) => (reported = error);
  const endpoint = it.createTokenHandler({
    widgetId,
    secret: SECRET,
    claims: () => ({}),
    onError,
    ...options,
  });
  return { response: await endpoint(REQUEST), reported };
}

/** The options of a handler, and the error that its `onError` gets. */
function handlerOptions() {
  const reported = /** @type {unknown[]} */ ([]);
  const onError = (/** @type {unknown} */ error) => {
    reported[reported.length] = error;
  };
  return { options: { widgetId, secret: SECRET, claims: () => ({ attributes }), onError }, reported };
}

/**
 * What the handler wrote to a response.
 *
 * @param {Package} it
 * @param {ServerResponse} res
 */
async function askNode(it, res) {
  const { options, reported } = handlerOptions();
  // Node.js makes the header with the global Date, which may be the fault.
  res.sendDate = false;
  let body = '';
  const end = res.end.bind(res);
  res.end = (/** @type {any} */ text) => {
    body += text;
    return end(text);
  };
  await it.createNodeTokenHandler(options)({ method: 'GET', headers: {} }, res);
  return { status: res.destroyed ? 'closed' : res.statusCode, body, reported: reported[0] };
}

/** @param {Package} it */
async function askLambda(it) {
  const { options, reported } = handlerOptions();
  const result = await it.createLambdaTokenHandler(options)(EVENT, {});
  return { status: result?.statusCode, body: result?.body, reported: reported[0] };
}

/** The answer with its body, read after the fault is undone. @param {any} answer */
export async function readAnswer(answer) {
  if (!(answer?.response instanceof Response)) return answer;
  return { status: answer.response.status, body: await answer.response.text(), reported: answer.reported };
}

/** Whether the response says only that there is no token. @param {any} answer */
export function isUnavailable(answer) {
  return answer?.status === 500 && answer.body === '{"error":"token_unavailable"}';
}
