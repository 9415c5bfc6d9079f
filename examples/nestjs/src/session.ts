// Replace this file with your own sign-in and customers. Keep one rule: the server identifies the customer by
// a cookie that it has signed, and takes nothing else from the browser.

import cookieParser from 'cookie-parser';
import type { Request, Response } from 'express';

const { SESSION_SECRET } = process.env;
if (!SESSION_SECRET) throw new Error('SESSION_SECRET is not set');

const customers = new Map([
  ['123456789', { name: 'Jane', memberId: '123456789' }],
  ['987654321', { name: 'John', memberId: '987654321' }],
]);

export const session = cookieParser(SESSION_SECRET);

export function signIn(memberId: string, res: Response): void {
  res.cookie('session', memberId, { signed: true, httpOnly: true, sameSite: 'lax' }).sendStatus(204);
}

export function customerOf(req: Request) {
  return customers.get(String(req.signedCookies.session));
}
