// The imported keys of secrets that are strings, so that each is imported once.

type CryptoKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

export const HMAC_SHA_256 = { name: 'HMAC', hash: 'SHA-256' };

/** Enough for a server with a hundred widgets, and a bound for one whose users bring their own keys. */
const MAX_CACHED_KEYS = 100;

const cachedKeys = new Map<string, CryptoKey>();

/** Whether the key of a secret is in the cache. */
export function hasCachedKey(secret: string): boolean {
  return cachedKeys.has(secret);
}

/** The imported key of a secret, if it is in the cache. */
export function cachedKey(secret: string): CryptoKey | undefined {
  return cachedKeys.get(secret);
}

/** The secrets whose keys are in the cache. */
export function cachedSecrets(): string[] {
  return [...cachedKeys.keys()];
}

/** Imports a secret for signing, and keeps its key. */
export async function importKey(secret: string): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret);
  const key = await crypto.subtle.importKey('raw', bytes, HMAC_SHA_256, false, ['sign']);
  // Keep the key, not its promise: in Cloudflare Workers a promise belongs to the request that created it,
  // and another request that awaits it hangs.
  cachedKeys.set(secret, key);
  for (const oldest of cachedKeys.keys()) {
    if (cachedKeys.size <= MAX_CACHED_KEYS) break;
    cachedKeys.delete(oldest);
  }
  return key;
}
