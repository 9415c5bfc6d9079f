// Tokens: real ones, and ones with changed bytes, with and without a new signature.

import { createHmac } from 'node:crypto';
import { createWidgetToken, estimateTokenSize } from 'amazon-connect-widget-token';
import fc from 'fast-check';
import { parsePart } from '../checks/tokens.js';
import { MARKED_NUMBER } from '../checks/marks.js';
import { rightOptions } from './right-options.js';
import { secretText } from './secrets.js';
import { anyKey, anyText, markedText } from './texts.js';
import { hostile, made } from './values.js';

/**
 * A token and what is known about it.
 *
 * @typedef {object} TokenInput
 * @property {unknown} token
 * @property {string} secret The key of the last valid signature, which a forged token does not have any more.
 * @property {string} widgetId
 * @property {Date} issuedAt
 * @property {boolean} isForged Whether it was changed and not signed again, so that it must not be valid.
 */

/** @typedef {{ token: string, secret: string, widgetId: string, issuedAt: Date }} Original */

/** @type {Original[]} */
const ORIGINALS = [];
for (const options of fc.sample(rightOptions, { seed: 1, numRuns: 150 })) {
  const secret = secretText(ORIGINALS.length);
  const widgetId = String(options.widgetId);
  const issuedAt = new Date(1_767_225_600_000 + ORIGINALS.length);
  const given = { ...options, widgetId, secret, issuedAt };
  if (estimateTokenSize(given).fits) {
    ORIGINALS.push({ token: await createWidgetToken(given), secret, widgetId, issuedAt });
  }
}

/** @param {string} text */
export const encode = (text) => Buffer.from(text).toString('base64url');

/** @param {string} signed @param {string | Buffer} secret */
export const sign = (signed, secret) =>
  `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;

/** Changes of a token. The two numbers select the change. @type {((text: string, at: number, to: number) => string)[]} */
const CHANGES = [
  (text, at, to) => replaceAt(text, at, (unit) => String.fromCharCode(unit.charCodeAt(0) ^ (1 << (to % 16)))),
  (text, at, to) => replaceAt(text, at, (unit) => String.fromCharCode(unit.charCodeAt(0) ^ (1 << (to % 7)))),
  (text, at, to) => replaceAt(text, at, () => 'ABCxyz019-_=+/. \n'.charAt(to % 17)),
  (text, at, to) => text.slice(0, at % text.length) + text.slice((at % text.length) + 1 + (to % 20)),
  (text, at, to) => text.slice(0, at % text.length) + text.slice((at % text.length) - (to % 20)),
  (text, at, to) =>
    text
      .split('.')
      .map((part, index, parts) => (index === at % 3 ? (parts[to % 3] ?? '') : part))
      .join('.'),
  (text, at) => text.slice(0, at % text.length),
  (text, at) => text + text.slice(at % text.length),
  (text, at, to) => text.padEnd(3060 + (at % 20), 'ABC.'.charAt(to % 4)),
];

/** @param {string} text @param {number} at @param {(unit: string) => string} change */
function replaceAt(text, at, change) {
  const index = at % text.length;
  return text.slice(0, index) + change(text.charAt(index)) + text.slice(index + 1);
}

const original = fc.constantFrom(...ORIGINALS);

const changed = fc
  .tuple(original, fc.constantFrom(...CHANGES), fc.nat(10_000), fc.nat(10_000))
  .map(([one, change, at, to]) => {
    const token = change(one.token, at, to);
    return { ...one, token, isForged: token !== one.token };
  });

/** Bits flipped in the header or the claims, and signed again. */
const changedAndSigned = fc
  .tuple(
    original,
    fc.constantFrom(0, 1, 1, 1),
    fc.array(fc.tuple(fc.nat(3000), fc.nat(7)), { minLength: 1, maxLength: 3 }),
  )
  .map(([one, part, flips]) => {
    const parts = one.token.split('.').map((text) => Buffer.from(text, 'base64url'));
    const bytes = parts[part] ?? Buffer.alloc(1);
    for (const [at, bit] of flips) bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ (1 << bit);
    const [header = '', claims = ''] = parts.map((buffer) => buffer.toString('base64url'));
    return { ...one, token: sign(`${header}.${claims}`, one.secret), isForged: false };
  });

/** Any JSON value. */
const jsonValue = fc.letrec((/** @type {fc.LetrecTypedTie<{ value: unknown }>} */ tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 4, arbitrary: markedText.filter((text) => text.length < 4000) },
    { weight: 4, arbitrary: fc.constantFrom(null, true, MARKED_NUMBER, -1.5, 1e300, '', [], {}) },
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(anyKey, tie('value'), { maxKeys: 3 }),
    fc.record({ ValueString: tie('value') }),
    fc.record({ a: fc.record({ ValueMap: tie('value') }) }),
    fc.record({ a: fc.record({ ValueList: fc.array(tie('value'), { maxLength: 3 }) }) }),
  ),
})).value;

/** Times that are nearly right. Messages may show them, so they have no mark. */
const time = fc.tuple(
  fc.constantFrom('iat', 'exp', 'nbf'),
  fc.oneof(fc.integer({ min: -700, max: 700 }), fc.constantFrom(1e3, 1e9, 1e12, 0.5, NaN)),
);

const NAMES = [
  'attributes',
  'Attributes',
  'segmentAttributes',
  'customerId',
  'relatedContactId',
  'sub',
  'iat',
  'exp',
  'nbf',
  'iss',
  '__proto__',
  'toString',
];

/** Tokens with other claims, signed again. */
const otherClaims = fc
  .tuple(
    original,
    fc.array(fc.tuple(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...NAMES) }, anyKey), jsonValue), {
      maxLength: 3,
    }),
    fc.option(time, { nil: undefined, freq: 2 }),
    fc.boolean(),
  )
  .map(([one, claims, when, isTwice]) => {
    const given = /** @type {Record<string, unknown>} */ (parsePart(one.token, 1));
    const added = claims.filter(([, value]) => value !== undefined);
    if (when !== undefined) added.push([when[0], Math.floor(one.issuedAt.getTime() / 1000) + when[1]]);
    const entries = isTwice
      ? [...Object.entries(given), ...added]
      : Object.entries(Object.fromEntries([...Object.entries(given), ...added]));
    const json = `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
    return {
      ...one,
      token: sign(`${one.token.split('.')[0] ?? ''}.${encode(json)}`, one.secret),
      isForged: false,
    };
  });

const HEADERS = [
  '{"alg":"none"}',
  '{"alg":"HS256"}',
  '{"alg":"HS512","typ":"JWT"}',
  '{"alg":"HS256","typ":"JWT","kid":"^"}',
  '{"alg":"HS256","crit":["exp"]}',
  '{"alg":"HS256","b64":false}',
  '{"typ":"JWT"}',
  '{"alg":"^^"}',
  '{"alg":["HS256"]}',
  '{"alg":"none","alg":"HS256"}',
  '{"__proto__":{"alg":"HS256"}}',
  '{"alg":"HS256"} ',
  '\ufeff{"alg":"HS256"}',
  '[]',
  'null',
];

/** Tokens with another header, signed again. */
const otherHeader = fc.tuple(original, fc.constantFrom(...HEADERS)).map(([one, header]) => ({
  ...one,
  token: sign(`${encode(header)}.${one.token.split('.')[1] ?? ''}`, one.secret),
  isForged: false,
}));

const notToken = fc
  .tuple(original, fc.oneof(made(anyText), made(anyText.map((text) => `${text}.${text}.${text}`)), hostile))
  .map(([one, make]) => () => ({ ...one, token: make(), isForged: true }));

/** Strings that are tokens of every kind. */
export const anyTokenText = fc.oneof(
  { weight: 2, arbitrary: original.map((one) => ({ ...one, isForged: false })) },
  { weight: 3, arbitrary: changed },
  { weight: 2, arbitrary: changedAndSigned },
  { weight: 4, arbitrary: otherClaims },
  { weight: 1, arbitrary: otherHeader },
);

/** Tokens of every kind, and values that are not tokens. @type {import('./values.js').Made<TokenInput>} */
export const anyToken = fc.oneof(
  { weight: 12, arbitrary: made(anyTokenText) },
  { weight: 1, arbitrary: notToken },
);
