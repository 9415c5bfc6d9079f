// The sessions: a Map instead of a session store. On a real site, the login fills a session with what the
// server knows about the customer; here the page does.

import { randomUUID } from 'node:crypto';
import { parse } from 'hono/utils/cookie';

/**
 * @typedef {object} Session
 * @property {unknown} attributes As the page saved them, unchecked: the endpoint refuses invalid ones.
 * @property {readonly import('amazon-connect-widget-token').Issue[]} refusal Why the endpoint refused the
 *   last token.
 */

export const COOKIE = 'playground_session';

/** More than enough for one person. Above it, the oldest sessions are deleted. */
const MAX_SESSIONS = 100;

/** @type {Map<string, Session>} */
const sessions = new Map();

/** @param {unknown} attributes @returns {string} the session's id */
export function startSession(attributes) {
  const id = randomUUID();
  sessions.set(id, { attributes, refusal: [] });
  for (const oldest of sessions.keys()) {
    if (sessions.size <= MAX_SESSIONS) break;
    sessions.delete(oldest);
  }
  return id;
}

/** @param {Request} request */
export function sessionOf(request) {
  const id = parse(request.headers.get('cookie') ?? '', COOKIE)[COOKIE];
  return id === undefined ? undefined : sessions.get(id);
}
