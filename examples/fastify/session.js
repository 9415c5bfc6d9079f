// Replace this file with your own sign-in and customers. Keep one rule: the server identifies the customer by
// a cookie that it has signed, and takes nothing else from the browser.

import cookie from '@fastify/cookie';

const { SESSION_SECRET } = process.env;
if (!SESSION_SECRET) throw new Error('SESSION_SECRET is not set');

const customers = new Map([
  ['123456789', { name: 'Jane', memberId: '123456789' }],
  ['987654321', { name: 'John', memberId: '987654321' }],
]);

export async function addSession(app) {
  await app.register(cookie, { secret: SESSION_SECRET });
}

export function signIn(request, reply) {
  reply.setCookie('session', request.query.memberId, { signed: true, httpOnly: true, sameSite: 'lax' });
  return reply.code(204).send();
}

export function customerOf(request) {
  const { valid, value } = request.unsignCookie(request.cookies.session ?? '');
  return valid ? customers.get(value) : undefined;
}
