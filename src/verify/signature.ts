// Which key a token was signed with. jose computes the signature, and WebCrypto compares.

import { compactVerify } from 'jose/jws/compact/verify';
import { HMAC_SHA_256 } from '../lib/key-cache.js';
import { webCryptoFailed } from '../lib/runtime.js';
import { utf8Bytes } from '../lib/utf8.js';
import type { Key } from '../rules/secret.js';

/** As WebCrypto works in threads of its own, to wait for each key would take longer than the work. */
const BATCH = 64;

/** The index of the key that the token was signed with. While keys are rotated, Connect has two. */
export async function findSigningKey(token: string, keys: readonly Key[]): Promise<number | undefined> {
  for (const [index, key] of keys.entries()) {
    // WebCrypto does not import a key of no bytes, and nothing was signed with one.
    if (ArrayBuffer.isView(key) && key.byteLength === 0) continue;
    try {
      await compactVerify(token, typeof key === 'string' ? utf8Bytes(key) : key, { algorithms: ['HS256'] });
      return index;
    } catch (error) {
      // A CryptoKey may be of a kind that fits no token. With any other key, WebCrypto has failed.
      const isCryptoKey = typeof key === 'object' && !ArrayBuffer.isView(key);
      if (!isCryptoKey && !isWrongToken(error)) throw webCryptoFailed('verify');
    }
  }
  return undefined;
}

/**
 * The first of these keys that the token was signed with. Not by jose, which takes ten times as long for
 * each of several hundred keys.
 */
export async function findMistakenKey<Mistaken extends { readonly key: Uint8Array<ArrayBuffer> }>(
  token: string,
  signature: Uint8Array<ArrayBuffer>,
  mistaken: Iterable<Mistaken>,
): Promise<Mistaken | undefined> {
  const signed = utf8Bytes(token.slice(0, token.lastIndexOf('.')));
  const isFitting = async (key: Uint8Array<ArrayBuffer>): Promise<boolean> => {
    const imported = await crypto.subtle.importKey('raw', key, HMAC_SHA_256, false, ['verify']);
    return await crypto.subtle.verify(HMAC_SHA_256.name, imported, signature, signed);
  };
  try {
    for (const batch of batchesOf(mistaken)) {
      const fits = await Promise.all(batch.map(({ key }) => isFitting(key)));
      const found = batch.find((_, index) => fits[index]);
      if (found !== undefined) return found;
    }
  } catch {
    throw webCryptoFailed('verify');
  }
  return undefined;
}

function* batchesOf<Item>(items: Iterable<Item>): Generator<Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    if (batch.push(item) < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
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
