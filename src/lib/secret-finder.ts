// Finds characters of a secret in a string that would be thrown, logged or printed.

import { classOf, readElements, readNames, readProperty } from './untrusted.js';
import { decodeUtf8 } from './utf8.js';

/** A string with this many consecutive characters of a secret shows it. Fewer could be an ordinary name. */
const SHOWN_CHARACTERS = 16;

/** Before the end of a cut name, fewer are enough. Two are often there by chance. */
const SHOWN_BEFORE_CUT = 3;

/** Compare at most this many characters of a secret, and this many secrets: they may be of any size. */
const MAX_COMPARED_CHARACTERS = 2000;
const MAX_COMPARED_SECRETS = 20;

/**
 * Makes a function that tells whether a string shows one of these secrets: any 16 consecutive characters of it, or what the cut
 * of a long name leaves of it. A secret may be of any type, also of one that is refused. A CryptoKey does not show its text.
 */
export function secretFinder(given: readonly unknown[]): (text: string) => boolean {
  const secrets = given.flatMap(textsOf).filter((text) => text.length >= SHOWN_CHARACTERS);
  const shown = new Set(secrets.flatMap(partsOf));

  function isBeforeCut(text: string, cut: number): boolean {
    const end = text.slice(Math.max(0, cut - SHOWN_BEFORE_CUT), cut);
    return end.length === SHOWN_BEFORE_CUT && secrets.some((one) => one.includes(end));
  }

  return (text) => {
    if (shown.size === 0) return false;
    if (partsOf(text).some((part) => shown.has(part))) return true;
    for (let cut = text.indexOf('…'); cut !== -1; cut = text.indexOf('…', cut + 1)) {
      if (isBeforeCut(text, cut)) return true;
    }
    return false;
  };
}

/** Every part of a string that is long enough to show a secret. */
function partsOf(text: string): string[] {
  const count = Math.max(0, text.length - SHOWN_CHARACTERS + 1);
  return Array.from({ length: count }, (_, start) => text.slice(start, start + SHOWN_CHARACTERS));
}

/** The strings that a secret holds, without white space and byte order marks around them. */
function textsOf(secret: unknown): string[] {
  const members = readElements(secret, MAX_COMPARED_SECRETS) ?? readValues(secret);
  return (members ?? [secret]).map((one) => textOf(one).trim().slice(0, MAX_COMPARED_CHARACTERS));
}

/** The values of a plain object, such as `{ SecretString }`. */
function readValues(secret: unknown): unknown[] | undefined {
  return readNames(secret)
    ?.slice(0, MAX_COMPARED_SECRETS)
    .map((name) => readProperty(secret, name));
}

/** The string that a secret is, also in bytes; empty for anything that does not show it. */
export function textOf(secret: unknown): string {
  try {
    if (typeof secret === 'string') return secret;
    if (ArrayBuffer.isView(secret)) {
      const length = Math.min(secret.byteLength, MAX_COMPARED_CHARACTERS);
      return decodeUtf8(new Uint8Array(secret.buffer, secret.byteOffset, length));
    }
    return classOf(secret) === 'String' ? String.prototype.valueOf.call(secret) : '';
  } catch {
    return '';
  }
}
