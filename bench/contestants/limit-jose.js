// The limit for any package that signs with jose: only CompactSign, with claims and key prepared.

import { CompactSign } from 'jose/jws/compact/sign';
import { makeClaims } from '../lib/claims.js';
import { importSecret } from '../lib/import-secret.js';

const HEADER = { alg: 'HS256', typ: 'JWT' };

export async function prepare() {
  const bytes = new TextEncoder().encode(JSON.stringify(makeClaims()));
  const key = await importSecret();
  return () => new CompactSign(bytes).setProtectedHeader(HEADER).sign(key);
}
