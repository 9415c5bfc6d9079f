// Finds characters of a secret in a string that would be thrown, logged or printed.

import { classOf, readElements, readNames, readProperty } from './untrusted.js';
import { decodeUtf8 } from './utf8.js';

/** A string with this many consecutive characters of a secret shows it. Fewer could be an ordinary name. */
export const SHOWN_CHARACTERS = 16;

const BLOCK_CHARACTERS = SHOWN_CHARACTERS / 2;

/** Before the end of a cut name, fewer are enough. Two are often there by chance. */
const SHOWN_BEFORE_CUT = 3;

/** Compare at most this many characters of a secret, and this many secrets: they may be of any size. */
const MAX_COMPARED_CHARACTERS = 2000;
const MAX_COMPARED_SECRETS = 20;

/** How deep a secret store may have the key in its answer, as in `{ Parameter: { Value } }`. */
const MAX_DEPTH = 3;

/** All white space in ASCII comes before or at this byte. */
const SPACE = 0x20;

/**
 * Makes a function that tells whether a string shows one of these secrets: any 16 consecutive characters of
 * it, or what the cut of a long name leaves of it. A secret may be of any type, also of one that is refused.
 * A CryptoKey does not show its text.
 */
export function secretFinder(given: readonly unknown[]): (text: string) => boolean {
  const secrets = given.flatMap((one) => textsOf(one)).filter((text) => text.length >= SHOWN_CHARACTERS);
  const blocks = secrets.flatMap(blocksOf);

  function isShown(text: string): boolean {
    // First for what every shown part contains: an error may have a hundred issues.
    if (!blocks.some((block) => text.includes(block))) return false;
    return partsOf(text).some((part) => secrets.some((one) => one.includes(part)));
  }

  function isBeforeCut(text: string, cut: number): boolean {
    const end = text.slice(Math.max(0, cut - SHOWN_BEFORE_CUT), cut);
    return end.length === SHOWN_BEFORE_CUT && secrets.some((one) => one.includes(end));
  }

  return (text) => {
    if (isShown(text)) return true;
    for (let cut = text.indexOf('…'); cut !== -1; cut = text.indexOf('…', cut + 1)) {
      if (isBeforeCut(text, cut)) return true;
    }
    return false;
  };
}

/** The secret in blocks of half the length that shows it: any part of that length contains one. */
function blocksOf(secret: string): string[] {
  const count = Math.floor(secret.length / BLOCK_CHARACTERS);
  return Array.from({ length: count }, (_, block) =>
    secret.slice(block * BLOCK_CHARACTERS, (block + 1) * BLOCK_CHARACTERS),
  );
}

/** Every part of a string that is long enough to show a secret. */
function partsOf(text: string): string[] {
  const count = Math.max(0, text.length - SHOWN_CHARACTERS + 1);
  return Array.from({ length: count }, (_, start) => text.slice(start, start + SHOWN_CHARACTERS));
}

/** The strings in a secret, without white space and byte order marks around them. */
function textsOf(secret: unknown, depth = 0): string[] {
  const members = readElements(secret, MAX_COMPARED_SECRETS) ?? readValues(secret);
  if (members === undefined) return [textOf(secret).trim().slice(0, MAX_COMPARED_CHARACTERS)];
  if (depth === MAX_DEPTH) return [];
  return members.flatMap((member) => textsOf(member, depth + 1)).slice(0, MAX_COMPARED_SECRETS);
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
    if (ArrayBuffer.isView(secret)) return startOf(secret.buffer, secret.byteOffset, secret.byteLength);
    const name = classOf(secret);
    if (name === 'ArrayBuffer') return startOf(secret as ArrayBuffer);
    return name === 'String' ? String.prototype.valueOf.call(secret) : '';
  } catch {
    return '';
  }
}

/** The start of bytes as a string, after the white space before it. They may be of any size. */
function startOf(buffer: ArrayBufferLike, offset?: number, length?: number): string {
  const bytes = new Uint8Array(buffer, offset, length);
  const start = Math.max(
    0,
    bytes.findIndex((byte) => byte > SPACE),
  );
  let end = start + MAX_COMPARED_CHARACTERS;
  // Not within a character: the rest would not be UTF-8.
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end++;
  return decodeUtf8(bytes.subarray(start, end));
}
