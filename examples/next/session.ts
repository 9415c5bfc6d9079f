// Replace this file with your own sign-in and customers. Keep one rule: the server identifies the customer by
// a cookie that it has signed, and takes nothing else from the browser.

import { jwtVerify, SignJWT } from 'jose';
import { cookies } from 'next/headers';

const customers = new Map([
  ['123456789', { name: 'Jane', memberId: '123456789' }],
  ['987654321', { name: 'John', memberId: '987654321' }],
]);

export async function signIn(memberId: string): Promise<void> {
  const session = await new SignJWT({ sub: memberId })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1h')
    .sign(sessionKey());
  (await cookies()).set('session', session, { httpOnly: true, sameSite: 'lax' });
}

export async function signedInCustomer() {
  return customerOf((await cookies()).get('session')?.value);
}

export async function customerOf(session = '') {
  const key = sessionKey();
  const verified = await jwtVerify(session, key, { algorithms: ['HS256'] }).catch(() => undefined);
  return customers.get(verified?.payload.sub ?? '');
}

// A function, because the build loads this file without the secrets.
function sessionKey(): Uint8Array {
  const { SESSION_SECRET } = process.env;
  if (!SESSION_SECRET) throw new Error('SESSION_SECRET is not set');
  return new TextEncoder().encode(SESSION_SECRET);
}
