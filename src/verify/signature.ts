// Whether a token's signature holds. jose computes it, and WebCrypto compares.

import { compactVerify } from 'jose/jws/compact/verify';
import { webCryptoFailed } from '../lib/runtime.js';
import type { CheckedSecret } from '../rules/secret.js';
import { utf8Bytes } from '../lib/utf8.js';

/** Whether any of the keys made the token's signature. While keys are rotated, two are right. */
export async function isSignedWithAny(token: string, secrets: readonly CheckedSecret[]): Promise<boolean> {
  for (const secret of secrets) {
    // WebCrypto imports no key of no bytes, and nothing was signed with one.
    if (ArrayBuffer.isView(secret) && secret.byteLength === 0) continue;
    try {
      const key = typeof secret === 'string' ? utf8Bytes(secret) : secret;
      await compactVerify(token, key, { algorithms: ['HS256'] });
      return true;
    } catch (error) {
      // A CryptoKey may be of a kind that fits no token; with any other key, WebCrypto has failed.
      const isKeyOfAnyKind = typeof secret === 'object' && !ArrayBuffer.isView(secret);
      if (!isKeyOfAnyKind && !isWrongToken(error)) throw webCryptoFailed('verify');
    }
  }
  return false;
}

/**
 * Whether jose has found something wrong with the token. Of a signature it also says so where WebCrypto has failed, and
 * gives that as the cause.
 */
function isWrongToken(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  if (error.code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED') return !Object.hasOwn(error, 'cause');
  return String(error.code).startsWith('ERR_J');
}
