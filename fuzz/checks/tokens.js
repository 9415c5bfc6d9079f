// Checks a token with libraries that do not know this package.

import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { estimateTokenSize } from 'amazon-connect-widget-token';
import { compactVerify, decodeJwt } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import { keyOf } from '../inputs/secrets.js';
import { MARK } from './marks.js';

/** The most that the widget accepts, in bytes of a JavaScript string. */
const MAX_BYTES = 6144;

/** A part of a token as JSON. @param {string} token @param {0 | 1} part @returns {unknown} */
export const parsePart = (token, part) =>
  JSON.parse(Buffer.from(token.split('.')[part] ?? '', 'base64url').toString());

/**
 * Fails unless jose and jsonwebtoken verify the token, and its size is allowed.
 *
 * @param {unknown} token
 * @param {unknown} secret
 */
export async function assertVerifies(token, secret) {
  assert(typeof token === 'string', 'it did not return a string');
  const key = keyOf(secret);
  assert(key !== undefined, 'signed with a value that is not a key');
  assert(token.length * 2 <= MAX_BYTES, `a token has ${token.length * 2} bytes`);
  await compactVerify(token, key, { algorithms: ['HS256'] });
  const options = {
    algorithms: /** @type {['HS256']} */ (['HS256']),
    ignoreExpiration: true,
    ignoreNotBefore: true,
  };
  // With bytes, jsonwebtoken would first look for a public key in them, which takes longer than everything
  // else.
  jsonwebtoken.verify(token, createSecretKey(key), options);
}

/** @typedef {import('amazon-connect-widget-token/verify').WidgetTokenClaims} Claims */

/**
 * Fails unless a token of the package has the size that estimateTokenSize returns for its claims.
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

/** Whether a key in a readable token has a mark, as after a flipped bit. @param {unknown} token */
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
