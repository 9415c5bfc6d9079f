// Replace this file with your own sign-in and customers. Keep one rule: the server identifies the customer by
// a cookie that it has signed, and takes nothing else from the browser.

import { createCookie } from 'react-router';

const { SESSION_SECRET } = process.env;
if (!SESSION_SECRET) throw new Error('SESSION_SECRET is not set');

const cookie = createCookie('session', { secrets: [SESSION_SECRET], httpOnly: true, sameSite: 'lax' });

const customers = new Map([
  ['123456789', { name: 'Jane', memberId: '123456789' }],
  ['987654321', { name: 'John', memberId: '987654321' }],
]);

export async function signIn(request: Request): Promise<Response> {
  const memberId = new URL(request.url).searchParams.get('memberId');
  return new Response(null, { status: 204, headers: { 'Set-Cookie': await cookie.serialize(memberId) } });
}

export async function requireCustomer(request: Request) {
  const customer = customers.get(String(await cookie.parse(request.headers.get('cookie'))));
  if (!customer) throw new Response(null, { status: 401 });
  return customer;
}
