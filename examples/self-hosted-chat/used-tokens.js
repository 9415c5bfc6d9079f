// Remembers which tokens were used, for as long as they are valid. Each process remembers only its own:
// replace this file with a store that all processes share.

import { createHash } from 'node:crypto';

/** From the hash of a token to the second after which it can be forgotten. */
const used = new Map();

/** Whether this token was not used before. It is remembered until this second. */
export function isFirstUse(token, until) {
  const now = Date.now() / 1000;
  for (const [hash, end] of used) if (end < now) used.delete(hash);
  const hash = createHash('sha256').update(token).digest('base64url');
  if (used.has(hash)) return false;
  used.set(hash, until);
  return true;
}
