// The line that the endpoint writes to the log if there is no token and no `onError`. What was thrown may be
// anyone's error, with a visitor's text in it, so the line is short, is one line, and does not show the key.

import type { WidgetTokenError } from '../errors.js';
import { cachedSecrets } from '../lib/key-cache.js';
import { replaceUnprintable } from '../lib/printable.js';
import { secretFinder } from '../lib/secret-finder.js';

/** A key that is not known yet, as before a function has returned it for the first time. */
const SECURITY_KEY = /[A-Za-z\d+/]{43}=/g;

const MAX_LINE_CHARACTERS = 2000;

const SHOWS_SECRET = 'the error is not shown, because it contains characters of a security key.';

/**
 * Writes neither the stack nor anything else of the error: if it is not ours, it may contain a customer's
 * data.
 */
export function logError(error: unknown, secrets: readonly unknown[]): void {
  const line = describe(error);
  // A server may have many keys, and the error of one request may contain the key of another.
  const shown = secretFinder([...secrets, ...cachedSecrets()])(line)
    ? SHOWS_SECRET
    : line.replace(SECURITY_KEY, '(hidden)');
  try {
    console.error(`No widget token: ${shown}`);
  } catch {
    // There is no one left to tell, and the answer must not depend on it.
  }
}

function describe(error: unknown): string {
  try {
    const { code, name, message } = Object(error) as Partial<WidgetTokenError>;
    return oneLine(`${code ?? name ?? typeof error}: ${message ?? 'it was thrown without a message'}`);
  } catch {
    return 'what was thrown cannot be read';
  }
}

function oneLine(text: string): string {
  // It may be of any size.
  const start = text.slice(0, 2 * MAX_LINE_CHARACTERS);
  const line = start.replace(/\s+/g, ' ');
  const isCut = start.length < text.length || line.length > MAX_LINE_CHARACTERS;
  const shown = isCut ? `${line.slice(0, MAX_LINE_CHARACTERS - 1)}…` : line;
  return replaceUnprintable(shown, () => '\ufffd');
}
