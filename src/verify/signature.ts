// Whether a token's signature is valid. jose computes it, and WebCrypto compares.

import { compactVerify } from 'jose/jws/compact/verify';
import { webCryptoFailed } from '../lib/runtime.js';
import { utf8Bytes } from '../lib/utf8.js';
import type { Key } from '../rules/secret.js';

/** Whether the token was signed with any of these keys. While keys are rotated, Connect has two. */
export async function isSignedWithAny(token: string, keys: readonly Key[]): Promise<boolean> {
  for (const key of keys) {
    // WebCrypto does not import a key of no bytes, and nothing was signed with one.
    if (ArrayBuffer.isView(key) && key.byteLength === 0) continue;
    try {
      await compactVerify(token, typeof key === 'string' ? utf8Bytes(key) : key, { algorithms: ['HS256'] });
      return true;
    } catch (error) {
      // A CryptoKey may be of a kind that fits no token. With any other key, WebCrypto has failed.
      const isCryptoKey = typeof key === 'object' && !ArrayBuffer.isView(key);
      if (!isCryptoKey && !isWrongToken(error)) throw webCryptoFailed('verify');
    }
  }
  return false;
}

/**
 * Whether jose has found a problem with the token. It reports a wrong signature also if WebCrypto has failed,
 * with that failure as the cause.
 */
function isWrongToken(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  if (error.code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED') return !Object.hasOwn(error, 'cause');
  return String(error.code).startsWith('ERR_J');
}
