// Replace this file with your own sign-in and customers. Keep one rule: the server identifies the customer by
// a cookie that it has signed, and takes nothing else from the browser.

import { parseCookie, stringifySetCookie } from 'cookie';
import { sign, unsign } from 'cookie-signature';

const { SESSION_SECRET } = process.env;
if (!SESSION_SECRET) throw new Error('SESSION_SECRET is not set');

const customers = new Map([
  ['123456789', { name: 'Jane', memberId: '123456789' }],
  ['987654321', { name: 'John', memberId: '987654321' }],
]);

export function signIn(event) {
  const session = sign(event.queryStringParameters?.memberId ?? '', SESSION_SECRET);
  const cookie = stringifySetCookie('session', session, { httpOnly: true, sameSite: 'lax' });
  return { statusCode: 204, cookies: [cookie] };
}

export function customerOf(event) {
  const { session = '' } = parseCookie(event.cookies?.join('; ') ?? '');
  return customers.get(unsign(session, SESSION_SECRET));
}
