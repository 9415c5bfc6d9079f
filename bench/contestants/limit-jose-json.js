// The limit for any package that signs with jose and writes the claims for each token: JSON.stringify,
// TextEncoder and CompactSign, without a check.

import { CompactSign } from 'jose/jws/compact/sign';
import { makeClaims } from '../lib/claims.js';
import { importSecret } from '../lib/import-secret.js';

const HEADER = { alg: 'HS256', typ: 'JWT' };
const encoder = new TextEncoder();

export async function prepare() {
  const key = await importSecret();
  return () =>
    new CompactSign(encoder.encode(JSON.stringify(makeClaims()))).setProtectedHeader(HEADER).sign(key);
}
