// Finds the security key where it must not be: in a token, an error, an issue, a line of the log, or the
// command's output. It shares no code with the package.

import assert from 'node:assert/strict';
import { isStringObject } from 'node:util/types';

/** This many consecutive characters of a secret show it. */
const SHOWN_CHARACTERS = 16;

/** Any part of that length contains one of a secret's blocks of this length as a whole. */
const BLOCK = SHOWN_CHARACTERS / 2;

/** At the end of a name that was cut, this many characters show a secret. */
const SHOWN_BEFORE_CUT = 3;

/** The package compares no more characters. A secret is refused from 1025 characters on. */
const MAX_COMPARED_CHARACTERS = 2000;

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** How each line of the endpoint's log begins. */
export const LOG_PREFIX = 'No widget token: ';

/** Not counting the prefix. */
const MAX_LINE_CHARACTERS = 2000;

/** The secret among options, which may be hostile. @param {unknown} options @returns {unknown} */
export function secretOf(options) {
  try {
    return /** @type {{ secret: unknown }} */ (options).secret;
  } catch {
    return undefined;
  }
}

/**
 * The strings that a secret shows, without white space around them. A string shows itself, an array or a
 * plain object shows its members. Bytes show the string that they encode in UTF-8. A key that was decoded
 * from Base64 is not UTF-8: its bytes do not show the original key, so that names which are equal to it
 * cannot be found. The same is true of a CryptoKey.
 *
 * @param {unknown} secret
 * @returns {string[]}
 */
export function textsOf(secret) {
  try {
    return membersOf(secret).map((one) => textOf(one).trim());
  } catch {
    return [];
  }
}

/** @param {unknown} secret @returns {unknown[]} */
function membersOf(secret) {
  // In an array of our own: a hostile one may have its own `map`.
  if (Array.isArray(secret)) return Array.from(/** @type {ArrayLike<unknown>} */ (secret));
  if (typeof secret !== 'object' || secret === null) return [secret];
  /** @type {unknown} */
  const prototype = Object.getPrototypeOf(secret);
  return prototype === Object.prototype || prototype === null ? Object.values(secret) : [secret];
}

/** @param {unknown} secret */
function textOf(secret) {
  if (typeof secret === 'string') return secret;
  if (isStringObject(secret)) return String.prototype.valueOf.call(secret);
  if (!ArrayBuffer.isView(secret)) return '';
  try {
    return DECODER.decode(Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength));
  } catch {
    return '';
  }
}

/**
 * Fails if a string shows a part of a secret.
 *
 * @param {string} text
 * @param {readonly string[]} secrets
 * @param {string} what
 */
export function assertNoPart(text, secrets, what) {
  for (const secret of secrets) {
    const part = commonPart(text, secret.slice(0, MAX_COMPARED_CHARACTERS));
    assert(part === undefined, `${what} shows a part of the secret: ${part ?? ''}`);
  }
}

/**
 * Fails if a string shows a part of a secret, also if a cut name ends with only a few characters of it.
 *
 * @param {string} text
 * @param {readonly string[]} secrets
 * @param {string} what
 */
export function assertHidden(text, secrets, what) {
  assertNoPart(text, secrets, what);
  const long = secrets.filter((secret) => secret.length >= SHOWN_CHARACTERS);
  for (const { index } of text.matchAll(/…/g)) {
    const end = text.slice(Math.max(0, index - SHOWN_BEFORE_CUT), index);
    if (end.length < SHOWN_BEFORE_CUT) continue;
    assert(!long.some((secret) => secret.includes(end)), `${what} has a cut name that ends with ${end}…`);
  }
}

/** The first part that a string has in common with a secret and that is long enough to show it. @param {string} text @param {string} secret */
function commonPart(text, secret) {
  for (let start = 0; start + BLOCK <= secret.length; start += BLOCK) {
    const block = secret.slice(start, start + BLOCK);
    for (let at = text.indexOf(block); at !== -1; at = text.indexOf(block, at + 1)) {
      let before = 0;
      while (start > before && at > before && secret[start - before - 1] === text[at - before - 1]) before++;
      let length = before + BLOCK;
      while (
        at - before + length < text.length &&
        secret[start - before + length] === text[at - before + length]
      )
        length++;
      if (length >= SHOWN_CHARACTERS) return text.slice(at - before, at - before + length);
    }
  }
  return undefined;
}

/**
 * Fails unless a line of the endpoint's log is one line, of limited length, without control characters and
 * parts of a secret.
 *
 * @param {unknown} line
 * @param {readonly string[]} secrets
 */
export function assertSafeLogLine(line, secrets) {
  assert(typeof line === 'string' && line.startsWith(LOG_PREFIX), 'a line of the log has not its prefix');
  assert(
    line.length <= LOG_PREFIX.length + MAX_LINE_CHARACTERS,
    `a line of the log has ${line.length} characters`,
  );
  assert(!/[\p{C}\p{Zl}\p{Zp}]/u.test(line), 'a line of the log has control characters');
  assertHidden(line, secrets, 'a line of the log');
}

/**
 * Whether a value from JSON contains a whole secret in a string or a name. A secret without the "=" at its
 * end is the secret too. A secret of one repeated character is in many values by chance, and does not count.
 *
 * @param {unknown} value
 * @param {readonly string[]} secrets
 */
export function containsSecret(value, secrets) {
  const keys = secrets
    .map((secret) => secret.replace(/=+$/, ''))
    .filter((key) => key.length >= SHOWN_CHARACTERS && new Set(key.split('')).size > 1);
  return keys.length > 0 && stringsIn(value).some((text) => keys.some((key) => text.includes(key)));
}

/** @param {unknown} value @returns {string[]} */
function stringsIn(value) {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...stringsIn(member)]);
}

/**
 * Fails if a token contains a secret, as a string or a name in its header or claims, or in its own text.
 *
 * @param {string} token
 * @param {readonly string[]} secrets
 */
export function assertNotInToken(token, secrets) {
  const [header, claims] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  const parts = [header, claims].map((json) => /** @type {unknown} */ (JSON.parse(json ?? '')));
  assert(!containsSecret([token, ...parts], secrets), 'a token contains the secret');
}
