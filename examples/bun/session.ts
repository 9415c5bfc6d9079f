// Replace this file with your own sign-in and customers. Keep one rule: the server identifies the customer by
// a cookie that it has signed, and takes nothing else from the browser.

import { parseCookie, stringifySetCookie } from 'cookie';
import { jwtVerify, SignJWT } from 'jose';

const secret = process.env.SESSION_SECRET;
if (!secret) throw new Error('SESSION_SECRET is not set');
const key = new TextEncoder().encode(secret);

const customers = new Map([
  ['123456789', { name: 'Jane', memberId: '123456789' }],
  ['987654321', { name: 'John', memberId: '987654321' }],
]);

export async function signIn(request: Request): Promise<Response> {
  const memberId = new URL(request.url).searchParams.get('memberId') ?? '';
  const session = await new SignJWT({ sub: memberId })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1h')
    .sign(key);
  const cookie = stringifySetCookie('session', session, { httpOnly: true, sameSite: 'lax' });
  return new Response(null, { status: 204, headers: { 'Set-Cookie': cookie } });
}

export async function customerOf(request: Request) {
  const { session = '' } = parseCookie(request.headers.get('cookie') ?? '');
  const verified = await jwtVerify(session, key, { algorithms: ['HS256'] }).catch(() => undefined);
  return customers.get(verified?.payload.sub ?? '');
}
