// Calls in which the security key is passed as the secret, and is also, as a whole or in part, in other
// places: the widget id, the claims, names, the token, an error of someone else's function. The target
// `leaks` looks for it in what comes out.

import { WidgetTokenError } from 'amazon-connect-widget-token';
import fc from 'fast-check';
import { isConnectKey, key, part, textOfPart } from './keys.js';
import { encode, sign } from './tokens.js';

/** @typedef {Record<string | symbol, unknown>} Options */

/** @typedef {'create' | 'estimate' | 'validate' | 'verify' | 'inspect' | 'handler'} Call */

/**
 * @typedef {object} LeakInput
 * @property {Call} call
 * @property {string} widgetId For `createWidgetToken`, and claim `sub` of the token.
 * @property {string} expectedWidgetId For `verifyWidgetToken` and `inspectWidgetToken`.
 * @property {unknown} secret
 * @property {unknown} hidden What no output may show a part of: the secret, and the widget id that was
 *   swapped with it.
 * @property {Options} claims
 * @property {Options} others More options, most of which do not exist.
 * @property {unknown} token
 * @property {Readonly<Record<string, unknown>>} tokenContent The header and the claims of the token.
 * @property {HandlerParts} handler
 * @property {boolean} isRight Whether the call must succeed: nothing is wrong, and the key is nowhere else.
 */

/**
 * @typedef {object} HandlerParts
 * @property {boolean} isFunction Whether the widget id and the secret are functions.
 * @property {boolean} isSecond Whether another request came before, for which the endpoint called these
 *   functions.
 * @property {boolean} hasOnError Whether there is an `onError`. It throws.
 * @property {(() => unknown) | undefined} makeThrown Makes what `claims` throws.
 */

const OTHER_KEY = 'another key for tests, of 32 bytes or more';

/** @param {string} text */
const bytesOf = (text) => new TextEncoder().encode(text);

/** In JSON, a key that JSON escapes is another string. @param {string} text */
const withoutEscapes = (text) => text.replace(/["\\]/g, '-');

/** @typedef {(key: string) => unknown} Form */

/** @type {Form[]} */
const RIGHT_FORMS = [(one) => one, bytesOf, (one) => Buffer.from(one)];

/** Right only for verifyWidgetToken and inspectWidgetToken. @type {Form[]} */
const RIGHT_ARRAYS = [
  (one) => [one],
  (one) => [OTHER_KEY, one],
  (one) => [bytesOf(one), OTHER_KEY],
  (one) => [Buffer.from(one)],
];

/** @type {Form[]} */
const WRONG_FORMS = [
  // Refused if it is certain that only "=" is missing.
  (one) => one.replace(/=+$/, ''),
  (one) => `${one}\n`,
  (one) => `\ufeff${one}`,
  (one) => `  ${one}\r\n`,
  (one) => `"${one}"`,
  (one) => `\u2018${one}\u2019\n`,
  (one) => bytesOf(`\ufeff${one}\n`),
  (one) => Buffer.from(` '${one}'`),
  (one) => `${one}\ud800`,
  (one) => one.slice(0, 31),
  (one) => one.slice(-20),
  (one) => bytesOf(one.slice(0, 24)),
  (one) => one.repeat(60),
  (one) => Buffer.from(one.repeat(60)),
  (one) => Buffer.from(`a${one.repeat(60)}`),
  (one) => `${one}${' '.repeat(2500)}`,
  (one) => `${'\n'.repeat(2500)}${one}`,
  (one) => bytesOf(`${'\n'.repeat(2500)}${one}`),
  (one) => new String(one),
  (one) => ({ SecretString: one }),
  (one) => ({ name: 'key', SecretBinary: bytesOf(one) }),
  (one) => JSON.stringify({ SecretString: withoutEscapes(one) }),
  (one) => JSON.stringify({ ARN: 'arn:aws', SecretString: { key: withoutEscapes(one) } }, null, 2),
  (one) => Buffer.from(JSON.stringify([withoutEscapes(one)])),
  (one) => [new String(one), `${one}\n`],
  // Decoded, a key does not show its text: nothing is searched for.
  (one) => Buffer.from(one, 'base64'),
];

/** The widget id and the secret swapped: the widget id as an environment variable may hold it. @type {((key: string) => string)[]} */
const SWAPPED_IDS = [(one) => one, (one) => `${one}\n`, (one) => ` "${one}"`];

/** Everything except the secret, before the key is put into it. @param {string} widgetId */
const newDraft = (widgetId) => ({
  widgetId,
  expectedWidgetId: widgetId,
  claims: /** @type {Options} */ ({}),
  attributes: /** @type {Options} */ ({ name: 'Jane' }),
  segments: /** @type {Options} */ ({}),
  others: /** @type {Options} */ ({}),
  header: /** @type {Options} */ ({ alg: 'HS256', typ: 'JWT' }),
  tokenClaims: /** @type {Options} */ ({}),
  moreSecrets: /** @type {unknown[]} */ ([]),
  changeToken: (/** @type {string} */ token) => token,
});

/** @typedef {ReturnType<typeof newDraft>} Draft */

/** @param {Options} within @param {number} levels @returns {Options} */
const nested = (within, levels) => (levels === 0 ? within : { ValueMap: { a: nested(within, levels - 1) } });

/** Where the key may be. @type {Record<string, (draft: Draft, text: string) => void>} */
const PLACES = {
  'widget id': (draft, text) => (draft.widgetId = text),
  'expected widget id': (draft, text) => (draft.expectedWidgetId = text),
  'attribute value': ({ attributes }, text) => (attributes.note = text),
  'attribute key': ({ attributes }, text) => (attributes[text] = 'note'),
  'key of a wrong attribute': ({ attributes }, text) => (attributes[text] = 1),
  'key of a large attribute': ({ attributes }, text) => (attributes[text] = 'x'.repeat(3000)),
  'keys of many wrong attributes': ({ attributes }, text) => {
    for (let number = 0; number < 120; number++) attributes[`${number}${text}`] = 1;
  },
  'attribute symbol': ({ attributes }, text) => (attributes[Symbol(text)] = 'note'),
  'instead of attributes': ({ claims }, text) => (claims.attributes = text),
  'customer id': ({ claims }, text) => (claims.customerId = text),
  'customer id in an array': ({ claims }, text) => (claims.customerId = [text]),
  'related contact id': ({ claims }, text) => (claims.relatedContactId = text),
  'segment string': ({ segments }, text) => (segments.a = { ValueString: text }),
  'segment ARN': ({ segments }, text) => (segments.b = { ValueArn: text }),
  'segment list': ({ segments }, text) => (segments.c = { ValueList: [{ ValueString: text }] }),
  'segment key': ({ segments }, text) => (segments[text] = { ValueInteger: 1 }),
  'key of a wrong segment': ({ segments }, text) => (segments[text] = text),
  'type of a segment': ({ segments }, text) => (segments.d = { [text]: 'x' }),
  'symbol of a segment': ({ segments }, text) => (segments[Symbol(text)] = { ValueInteger: 1 }),
  'nested segment': ({ segments }, text) =>
    (segments.e = nested({ ValueMap: { [text]: { ValueInteger: 1 } } }, 3)),
  'wrong nested segment': ({ segments }, text) => (segments.f = nested({ ValueMap: { [text]: text } }, 9)),
  'option name': ({ others }, text) => (others[text] = 1),
  'symbol of an option': ({ others }, text) => (others[Symbol(text)] = 1),
  'name among the claims': ({ claims }, text) => (claims[text] = 1),
  'symbol among the claims': ({ claims }, text) => (claims[Symbol(text)] = 1),
  'expires in': ({ others }, text) => (others.expiresIn = text),
  'issued at': ({ others }, text) => (others.issuedAt = text),
  'current date': ({ others }, text) => (others.currentDate = text),
  'clock tolerance': ({ others }, text) => (others.clockTolerance = text),
  'another secret': ({ moreSecrets }, text) => moreSecrets.push(text),
  algorithm: ({ header }, text) => (header.alg = text),
  'value in the header': ({ header }, text) => (header.kid = text),
  'name in the header': ({ header }, text) => (header[text] = 1),
  'value of a claim': ({ tokenClaims }, text) => (tokenClaims.iss = text),
  'name of a claim': ({ tokenClaims }, text) => (tokenClaims[text] = 1),
  'nested claim': ({ tokenClaims }, text) => (tokenClaims.aud = [{ a: [{ [text]: text }] }]),
  'instead of the token': (draft, text) => (draft.changeToken = () => text),
  'after the token': (draft, text) => (draft.changeToken = (token) => `${token}${text}`),
  'instead of the signature': (draft, text) =>
    (draft.changeToken = (token) => token.replace(/[^.]*$/, () => text)),
};

/** Mistakes without the key, so that an error has several issues. @type {((draft: Draft) => void)[]} */
const MISTAKES = [
  ({ others }) => (others.expiresIn = 601),
  ({ attributes }) => (attributes.age = 45),
  ({ attributes }) => (attributes['first name'] = 'Jane'),
  ({ claims }) => (claims.customerId = ''),
  ({ tokenClaims }) => (tokenClaims.exp = 0),
];

/** With what the token is signed. @type {((key: string) => string | Buffer)[]} */
const WRONG_SIGNERS = [
  (one) => `${one}\n`,
  (one) => `"${one}"`,
  (one) => Buffer.from(one, 'base64'),
  () => OTHER_KEY,
];

/** What the function `claims` may throw. @type {((text: string) => unknown)[]} */
const THROWN = [
  (text) => new Error(text),
  (text) => new SyntaxError(`Unexpected token 'a', "${text}" is not valid JSON`),
  (text) => new Error('wrong', { cause: new Error(text) }),
  (text) => Object.assign(new Error('wrong'), { name: text }),
  (text) => Object.assign(new Error('wrong'), { code: text }),
  (text) => Object.assign(new Error('wrong'), { code: [text] }),
  (text) => new AggregateError([new Error(text)], `one of ${text}`),
  (text) => ({ message: text }),
  (text) => ({ message: { toString: () => text } }),
  (text) => ({ name: text, message: text }),
  (text) => ({ code: text }),
  (text) => text,
  (text) => Symbol(text),
  (text) => Object.defineProperty({}, 'message', { get: () => text }),
  (text) => ({ message: `${text}\u001b[31m\n\u2028No widget token: \u0085${text}\t${text}` }),
  (text) => new WidgetTokenError([{ code: 'ERR_CLAIMS_INVALID', message: text, path: [text] }]),
  () => undefined,
];

/** So that the line is cut, perhaps within the key. */
const filler = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: 1900, max: 2000 }) },
  { weight: 1, arbitrary: fc.constantFrom(3990, 10_000) },
);

const anyThrown = fc
  .record({
    make: fc.constantFrom(...THROWN),
    part,
    filler,
    unit: fc.constantFrom('x', '\n', '\u0000', '👋'),
  })
  .map(
    (one) => (/** @type {string} */ of) =>
      one.make(`${one.unit.repeat(one.filler)}${textOfPart(of, one.part)}`),
  );

/** @type {Call[]} */
const CALLS = ['create', 'estimate', 'validate', 'verify', 'inspect', 'handler'];

/** @typedef {{ form: Form, isRightFor: (call: Call) => boolean }} Secret */

/** @type {fc.Arbitrary<Secret>} */
const anySecret = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...RIGHT_FORMS).map((form) => ({ form, isRightFor: () => true })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...RIGHT_ARRAYS).map((form) => ({
      form,
      isRightFor: (/** @type {Call} */ call) => call === 'verify' || call === 'inspect',
    })),
  },
  {
    weight: 5,
    arbitrary: fc.constantFrom(...WRONG_FORMS).map((form) => ({ form, isRightFor: () => false })),
  },
);

/** Midnight, 2026-01-01, in seconds. */
export const ISSUED_AT = 1_767_225_600;

/** @template T @param {fc.Arbitrary<T>} arbitrary @param {number} weight Out of 10. @returns {fc.Arbitrary<T | undefined>} */
const sometimes = (arbitrary, weight) =>
  fc.oneof({ weight: 10 - weight, arbitrary: fc.constant(undefined) }, { weight, arbitrary });

const ingredients = fc.record({
  call: fc.constantFrom(...CALLS),
  key,
  widgetId: fc.uuid(),
  secret: anySecret,
  swap: sometimes(fc.constantFrom(...SWAPPED_IDS), 1),
  places: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    {
      weight: 4,
      arbitrary: fc.array(fc.tuple(fc.constantFrom(...Object.values(PLACES)), part), {
        minLength: 1,
        maxLength: 3,
      }),
    },
  ),
  mistake: sometimes(fc.constantFrom(...MISTAKES), 3),
  signer: sometimes(fc.constantFrom(...WRONG_SIGNERS), 2),
  isFunction: fc.boolean(),
  isSecond: fc.boolean(),
  hasOnError: fc.boolean(),
  thrown: sometimes(anyThrown, 5),
});

/** @typedef {typeof ingredients extends fc.Arbitrary<infer T> ? T : never} Ingredients */

/** @param {Ingredients} given @returns {LeakInput} */
function inputOf({ key: real, ...given }) {
  const draft = newDraft(given.widgetId);
  for (const [put, one] of given.places) put(draft, textOfPart(real, one));
  given.mistake?.(draft);
  const swap = isConnectKey(real) ? given.swap : undefined;
  if (swap !== undefined) draft.widgetId = draft.expectedWidgetId = swap(real);
  const formed = swap === undefined ? given.secret.form(real) : given.widgetId;
  const { moreSecrets } = draft;
  const secret = moreSecrets.length === 0 ? formed : [formed, ...moreSecrets].flat();
  const segments = Reflect.ownKeys(draft.segments).length === 0 ? {} : { segmentAttributes: draft.segments };
  const claims = { attributes: draft.attributes, ...segments, ...draft.claims };
  const times = { iat: ISSUED_AT, exp: ISSUED_AT + 500 };
  const tokenClaims = { sub: draft.widgetId, ...times, ...claims, ...draft.tokenClaims };
  const signed = `${encode(JSON.stringify(draft.header))}.${encode(JSON.stringify(tokenClaims))}`;
  const token = sign(signed, given.signer?.(real) ?? (typeof formed === 'string' ? formed : real));
  const { call, thrown: makeThrown, isFunction, isSecond, hasOnError } = given;
  const hasMistake = swap ?? given.mistake ?? given.signer ?? makeThrown;
  return {
    call,
    widgetId: draft.widgetId,
    expectedWidgetId: draft.expectedWidgetId,
    secret,
    hidden: swap === undefined ? secret : [secret, real].flat(),
    claims,
    others: draft.others,
    token: draft.changeToken(token),
    tokenContent: { header: draft.header, claims: tokenClaims },
    handler: { isFunction, isSecond, hasOnError, makeThrown: makeThrown && (() => makeThrown(real)) },
    isRight: given.secret.isRightFor(call) && given.places.length === 0 && hasMistake === undefined,
  };
}

/** @type {import('./values.js').Made<LeakInput>} */
export const anyLeak = ingredients.map((one) => () => inputOf(one));
