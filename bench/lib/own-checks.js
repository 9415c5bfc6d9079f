// What someone would write who checks attributes with a schema library and signs with jose: the part that is
// the same with each library. The rules are those of src/rules/attributes.ts and src/rules/size.ts.

import { SignJWT } from 'jose';
import { expiresIn, secret, widgetId } from './claims.js';

const MAX_BYTES = 32_768;
const MAX_TOKEN_BYTES = 6144;

export const MAX_CHARACTERS = 32_767;
export const KEY = /^[\w-]+$/;

const secretBytes = new TextEncoder().encode(secret);

/** Whether UTF-8 can encode a string. @param {string} value */
export function isEncodable(value) {
  return !/[\ud800-\udfff]/u.test(value);
}

/** Whether a string is short enough, in code points. @param {string} value */
export function isShort(value) {
  return Array.from(value).length <= MAX_CHARACTERS;
}

/** Whether attributes are small enough in total. @param {Record<string, string>} attributes */
export function isSmall(attributes) {
  const text = Object.entries(attributes).flat().join('');
  return new TextEncoder().encode(text).length <= MAX_BYTES;
}

/** @param {Record<string, string>} attributes */
export async function sign(attributes) {
  const token = await new SignJWT({ attributes })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(widgetId)
    .setIssuedAt()
    .setExpirationTime(`${expiresIn}s`)
    .sign(secretBytes);
  if (token.length * 2 > MAX_TOKEN_BYTES) throw new Error(`The token has over ${MAX_TOKEN_BYTES} bytes.`);
  return token;
}
