// What must hold of a token, by libraries that know nothing of this package.

import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { estimateTokenSize } from 'amazon-connect-widget-token';
import { compactVerify, decodeJwt } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import { keyOf } from '../inputs/secrets.js';
import { MARK } from './marks.js';

/** The most that the widget takes, in bytes of a JavaScript string. */
const MAX_BYTES = 6144;

/** A part of a token as JSON. @param {string} token @param {0 | 1} part @returns {unknown} */
export const parsePart = (token, part) =>
  JSON.parse(Buffer.from(token.split('.')[part] ?? '', 'base64url').toString());

/**
 * Fails unless jose and jsonwebtoken both take the token, and the widget too.
 *
 * @param {unknown} token
 * @param {unknown} secret
 */
export async function assertVerifies(token, secret) {
  assert(typeof token === 'string', 'what was returned is no string');
  const key = keyOf(secret);
  assert(key !== undefined, 'signed with what is no key');
  assert(token.length * 2 <= MAX_BYTES, `a token has ${token.length * 2} bytes`);
  await compactVerify(token, key, { algorithms: ['HS256'] });
  const options = {
    algorithms: /** @type {['HS256']} */ (['HS256']),
    ignoreExpiration: true,
    ignoreNotBefore: true,
  };
  // Given bytes, it would first try to read a public key in them, which takes longer than all the rest.
  jsonwebtoken.verify(token, createSecretKey(key), options);
}

/** @typedef {import('amazon-connect-widget-token/verify').WidgetTokenClaims} Claims */

/**
 * Fails unless the token of the package has the size that is foretold for its claims.
 *
 * @param {string} token
 */
export function assertExactSize(token) {
  const { sub, iat, exp, ...claims } = /** @type {Claims} */ (decodeJwt(token));
  const options = { ...claims, widgetId: sub, issuedAt: new Date(iat * 1000), expiresIn: exp - iat };
  assert.equal(
    estimateTokenSize(options).characters,
    token.length,
    'the size is not what estimateTokenSize says',
  );
}

/** Whether some key in a token that can be read has a mark, as from a flipped bit. @param {unknown} token */
export function hasMarkedKey(token) {
  if (typeof token !== 'string') return false;
  try {
    return isKeyMarked(parsePart(token, 0)) || isKeyMarked(parsePart(token, 1));
  } catch {
    return false;
  }
}

/** @param {unknown} value @returns {boolean} */
export function isKeyMarked(value) {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key.includes(MARK) || isKeyMarked(inner));
}
