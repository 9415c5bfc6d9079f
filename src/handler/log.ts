// The line that the endpoint writes to the log if there is no token and no `onError`. What was thrown may be
// anyone's error, with a visitor's text in it, so the line is short, is one line, and does not show the key.

import { cachedSecrets } from '../lib/key-cache.js';
import { replaceUnprintable } from '../lib/printable.js';
import { secretFinder } from '../lib/secret-finder.js';
import { classOf, typeName } from '../lib/untrusted.js';
import type { Failure } from './call.js';

/** A key that is not known yet, as before a function has returned it for the first time. */
const SECURITY_KEY = /[A-Za-z\d+/]{43}=/g;

const MAX_LINE_CHARACTERS = 2000;

const NOT_SHOWN = 'is not shown, because it contains characters of a security key.';

/** The names of classes and codes, such as `AccessDeniedException` and `ECONNREFUSED`. */
const NAME_OR_CODE = /^[\w$.]{1,64}$/;

/** As deep as an error of the network is in one of `fetch`, and that in one of a library. */
const MAX_CAUSES = 3;

/**
 * Writes neither the stack nor anything else of the error: if it is not ours, it may contain a customer's
 * data.
 */
export function logError(
  failures: readonly Failure[],
  secrets: readonly unknown[],
  what = 'No widget token',
): void {
  const line = oneLine(failures.map(describe).join('; '));
  // A server may have many keys, and the error of one request may contain the key of another.
  const shown = secretFinder([...secrets, ...cachedSecrets()])(line)
    ? explainHidden(failures)
    : line.replace(SECURITY_KEY, '(hidden)');
  try {
    console.error(`${what}: ${shown}`);
  } catch {
    // There is no one left to tell, and the answer must not depend on it.
  }
}

function explainHidden([first]: readonly Failure[]): string {
  return first?.option === undefined
    ? `the error ${NOT_SHOWN}`
    : `${first.option} threw an error that ${NOT_SHOWN}`;
}

function describe({ thrown, option }: Failure): string {
  try {
    const by = option === undefined ? '' : `${option} threw `;
    return by + describeThrown(thrown) + (option === 'claims' ? fixStatus(thrown) : '');
  } catch {
    return `what ${option === undefined ? 'was thrown' : `${option} threw`} cannot be read`;
  }
}

/** Without a message, only the type: a string or an object that was thrown may be a customer's. */
function describeThrown(thrown: unknown): string {
  const { message } = Object(thrown) as Partial<Error>;
  if (message === undefined) return `${typeWithArticle(thrown)}, not an Error`;
  const name = nameOrCodeOf(thrown);
  const what = (name ?? typeWithArticle(thrown)) + describeCauses(thrown);
  // JSON.parse quotes the text: a key that is not JSON, or a customer's cookie.
  if (name === 'SyntaxError') return `${what} (its message is not shown: it may quote what was parsed)`;
  return message === '' ? `${what} without a message` : `${what}: ${message}`;
}

/**
 * What to do instead of throwing a status for the answer: `{ status: 401 }`, or an error of http-errors or
 * NestJS. An error of a client, such as axios, has the status of another server.
 */
function fixStatus(thrown: unknown): string {
  const { status, statusCode, expose, getStatus } = Object(thrown) as Record<string, unknown>;
  const isForAnswer = expose === true || typeof getStatus === 'function' || typeName(thrown) === 'object';
  const code = [status, statusCode].find((one) => typeof one === 'number' && one >= 400 && one < 500);
  if (!isForAnswer || !Number.isInteger(code)) return '';
  return ` (to answer ${String(code)}, throw new Response(null, { status: ${String(code)} }))`;
}

/** A code, if it is a string, says more: all errors of Node.js have the name `Error`. */
function nameOrCodeOf(error: unknown): string | undefined {
  const { code, name } = error as { readonly code?: unknown; readonly name?: string };
  return typeof code === 'string' && code !== '' ? code : name;
}

/**
 * What is behind an error: `fetch failed` is a refused connection, a `GetParameterError` a missing
 * permission. Only names, and only of errors.
 */
function describeCauses(error: unknown): string {
  const names: string[] = [];
  try {
    let { cause } = Object(error) as Error;
    for (let depth = 0; depth < MAX_CAUSES && /^(Error|DOMException)$/.test(classOf(cause)); depth++) {
      const name = nameOrCodeOf(cause);
      if (typeof name !== 'string' || !NAME_OR_CODE.test(name)) break;
      // An error of this name only has a message.
      if (name !== 'Error') names.push(name);
      ({ cause } = cause as Error);
    }
  } catch {
    // The causes up to here are shown.
  }
  return names.length === 0 ? '' : ` (cause: ${names.join(', ')})`;
}

function typeWithArticle(value: unknown): string {
  const type = typeName(value);
  // Of the words that a type can be, those with a space have an article.
  if (/null|undefined| /.test(type)) return type;
  return `${/^[aeiou]/i.test(type) ? 'an' : 'a'} ${type}`;
}

function oneLine(text: string): string {
  // It may be of any size.
  const start = text.slice(0, 2 * MAX_LINE_CHARACTERS);
  const line = start.replace(/\s+/g, ' ');
  const isCut = start.length < text.length || line.length > MAX_LINE_CHARACTERS;
  const shown = isCut ? `${line.slice(0, MAX_LINE_CHARACTERS - 1)}…` : line;
  return replaceUnprintable(shown, () => '\ufffd');
}
