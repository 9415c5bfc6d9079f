// Who the customer is, and what the server knows of them: a Map in the place of a site's sessions. On a real site
// a login fills it; here the page does.

import { randomUUID } from 'node:crypto';
import { parse } from 'hono/utils/cookie';

/**
 * @typedef {object} Session
 * @property {unknown} attributes As the page saved them, right or wrong: it is the token's to refuse them.
 * @property {readonly import('amazon-connect-widget-token').Issue[]} refusal Why the last token was not made.
 */

export const COOKIE = 'playground_session';

/** More than anyone has tabs; the oldest go first. */
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
