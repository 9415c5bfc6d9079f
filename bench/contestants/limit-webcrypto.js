// The limit for WebCrypto: the signing input and the key are prepared. Only the signature is made.

import { makeClaims } from '../lib/claims.js';
import { importSecret } from '../lib/import-secret.js';

/** @type {(bytes: Uint8Array) => string} */
const base64url =
  typeof Buffer === 'undefined'
    ? (bytes) =>
        btoa(String.fromCharCode(...bytes))
          .replaceAll('+', '-')
          .replaceAll('/', '_')
          .replace(/=+$/, '')
    : (bytes) => Buffer.from(bytes.buffer).toString('base64url');

export async function prepare() {
  const parts = [{ alg: 'HS256', typ: 'JWT' }, makeClaims()].map((part) => JSON.stringify(part));
  const input = parts.map((part) => base64url(new TextEncoder().encode(part).slice())).join('.');
  const bytes = new TextEncoder().encode(input);
  const key = await importSecret();
  return async () => {
    const signature = await crypto.subtle.sign('HMAC', key, bytes);
    return `${input}.${base64url(new Uint8Array(signature))}`;
  };
}
