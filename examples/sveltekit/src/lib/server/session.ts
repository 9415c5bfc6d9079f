// Replace this file with your own sign-in and customers. Keep one rule: the server identifies the customer by
// a cookie that it has signed, and takes nothing else from the browser.

import { env } from '$env/dynamic/private';
import type { RequestEvent } from '@sveltejs/kit';
import { jwtVerify, SignJWT } from 'jose';

const customers = new Map([
  ['123456789', { name: 'Jane', memberId: '123456789' }],
  ['987654321', { name: 'John', memberId: '987654321' }],
]);

export async function signIn({ cookies, url }: RequestEvent): Promise<void> {
  const session = await new SignJWT({ sub: url.searchParams.get('memberId') ?? '' })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1h')
    .sign(sessionKey());
  cookies.set('session', session, { path: '/' }); // SvelteKit adds httpOnly, secure and sameSite
}

export async function customerOf({ cookies }: RequestEvent) {
  const session = cookies.get('session') ?? '';
  const key = sessionKey();
  const verified = await jwtVerify(session, key, { algorithms: ['HS256'] }).catch(() => undefined);
  return customers.get(verified?.payload.sub ?? '');
}

// A function, because the build loads this file without the secrets.
function sessionKey(): Uint8Array {
  const { SESSION_SECRET } = env;
  if (!SESSION_SECRET) throw new Error('SESSION_SECRET is not set');
  return new TextEncoder().encode(SESSION_SECRET);
}
