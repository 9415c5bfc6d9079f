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

export function sessionCookie(memberId) {
  return stringifySetCookie('session', sign(memberId, SESSION_SECRET), { httpOnly: true, sameSite: 'lax' });
}

export function customerOf(request) {
  const { session = '' } = parseCookie(request.headers.cookie ?? '');
  return customers.get(unsign(session, SESSION_SECRET));
}
