// The token in headers that were copied from a browser or from the options of curl: Authorization, a cookie.

import { CliError } from './error.js';
import { looksLikeToken, withoutFrame, type Pasted } from './token-text.js';

const AUTHORIZATION = /^authorization["']?\s*:/i;

const COOKIE = /^(set-)?cookie["']?\s*:/i;

const OTHER_HEADER = /^[\w-]+["']?\s*: /;

/** `name=value; …`, as the value of the header alone. The names and values of cookies have none of these. */
const COOKIE_PAIRS = /^[^\s=;,."'{]+=[^\s;]*\..*\./;

/** The token, or undefined for anything but headers. */
export function readHeaders(text: string): Pasted | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^\s*(-H|--header|-b|--cookie)?\s*["']?/, ''));
  const authorization = lines.findIndex((line) => AUTHORIZATION.test(line));
  if (authorization !== -1) {
    // Alone, the token may be broken into lines.
    const isAlone = !lines.some((line, index) => index !== authorization && OTHER_HEADER.test(line));
    const header = lines.slice(authorization, isAlone ? undefined : authorization + 1).join('');
    return { token: withoutFrame(header.replace(AUTHORIZATION, '')), notes: [] };
  }
  const cookies = lines.filter((line) => COOKIE.test(line) || COOKIE_PAIRS.test(line));
  return cookies.length === 0 ? undefined : { token: tokenOfCookies(cookies), notes: [] };
}

function tokenOfCookies(lines: readonly string[]): string {
  const values = lines.flatMap((line) => line.replace(COOKIE, '').split(';'));
  const tokens = values.map((pair) => withoutFrame(pair.slice(pair.indexOf('=') + 1))).filter(looksLikeToken);
  const [token, other] = new Set(tokens);
  if (token === undefined) throw new CliError(1, 'This is a cookie without a token. Pass the token.');
  if (other !== undefined) throw new CliError(1, 'These cookies have several tokens. Pass one of them.');
  return token;
}
