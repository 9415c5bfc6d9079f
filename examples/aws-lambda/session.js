// Replace this file with your own sign-in and customers. Keep one rule: the server identifies the customer by
// a cookie that it has signed, and takes nothing else from the browser.

import { getSignedCookie, setSignedCookie } from 'hono/cookie';

const { SESSION_SECRET } = process.env;
if (!SESSION_SECRET) throw new Error('SESSION_SECRET is not set');

const customers = new Map([
  ['123456789', { name: 'Jane', memberId: '123456789' }],
  ['987654321', { name: 'John', memberId: '987654321' }],
]);

export async function signIn(c) {
  const memberId = c.req.query('memberId') ?? '';
  await setSignedCookie(c, 'session', memberId, SESSION_SECRET, { httpOnly: true, sameSite: 'Lax' });
  return c.body(null, 204);
}

export async function customerOf(c) {
  return customers.get(await getSignedCookie(c, SESSION_SECRET, 'session'));
}
