// Security keys: right ones in each of their three types, nearly right ones, and values that are not keys.
// Each has a mark in every third place, so that a part of it is found too.

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { mark } from './texts.js';
import { hostile, made } from './values.js';

/** @param {number} number */
export function secretText(number) {
  const base64 = createHash('sha256').update(String(number)).digest('base64');
  return mark(base64.replace(/.../g, '$&^'));
}

/** @param {string} text */
const bytesOf = (text) => new TextEncoder().encode(text);

/** @param {string} text @param {KeyUsage[]} usages */
function importHmac(text, usages, hash = 'SHA-256') {
  return crypto.subtle.importKey('raw', bytesOf(text), { name: 'HMAC', hash }, false, usages);
}

/** @typedef {'sign' | 'verify'} KeyUsage */

/** The text of each CryptoKey, which does not show it. @type {Map<unknown, string>} */
const CRYPTO_KEYS = new Map();
for (let number = -20; number < 0; number++) {
  const text = secretText(number);
  CRYPTO_KEYS.set(await importHmac(text, ['sign', 'verify']), text);
}

const WRONG_CRYPTO_KEYS = [
  await importHmac(secretText(0), ['sign'], 'SHA-512'),
  await importHmac(mark('short'), ['sign', 'verify']),
  await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']),
  await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-1' }, false, ['sign']),
];

/** Some keys are used often, others once. */
const number = fc.oneof(fc.nat(50), fc.nat());

const text = fc.oneof(
  { weight: 8, arbitrary: number.map(secretText) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(number, fc.constantFrom('é', '"', '\\', '👋', '\u2028', '{'))
      .map(([one, unit]) => `^a${unit}${secretText(one)}`),
  },
  { weight: 1, arbitrary: number.map((one) => secretText(one).repeat(1000)) },
);

/** @type {fc.Arbitrary<unknown>} */
export const rightSecret = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 1, arbitrary: text.map(bytesOf) },
  { weight: 1, arbitrary: text.map((one) => Buffer.from(one)) },
  { weight: 1, arbitrary: fc.constantFrom(...CRYPTO_KEYS.keys()) },
);

/** @type {((text: string) => unknown)[]} */
const MISTAKES = [
  (one) => one.slice(0, 31),
  (one) => `${one}\n`,
  (one) => `\ufeff${one}`,
  (one) => `"${one}"`,
  (one) => ` ${one}`,
  (one) => JSON.stringify({ secret: one }),
  (one) => Buffer.from(one, 'base64'),
  (one) => Buffer.from(one, 'base64').toString('latin1'),
  (one) => `${one}\ud800`,
  (one) => [one],
  (one) => ({ SecretString: one }),
  (one) => Promise.resolve(one),
  (one) => new String(one),
  (one) => bytesOf(one).buffer,
];

/** @type {import('./values.js').Made<unknown>} */
export const wrongSecret = fc.oneof(
  fc.tuple(fc.constantFrom(...MISTAKES), text).map(
    ([mistake, one]) =>
      () =>
        mistake(one),
  ),
  made(fc.constantFrom(...WRONG_CRYPTO_KEYS)),
  hostile,
);

/**
 * The bytes of a secret, found without the package. Undefined if nothing may be signed with it.
 *
 * @param {unknown} secret
 */
export function keyOf(secret) {
  if (typeof secret === 'string') return Buffer.from(secret);
  if (ArrayBuffer.isView(secret)) return Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength);
  const ofCryptoKey = CRYPTO_KEYS.get(secret);
  return ofCryptoKey === undefined ? undefined : Buffer.from(ofCryptoKey);
}
