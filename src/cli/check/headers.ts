// The headers that the user gives, as curl takes them: --header 'Name: value', or --header @FILE with one in
// each line. Their values identify a customer, so that no message repeats one.

import { CliError } from '../error.js';

/** A header of the request. */
export interface Header {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
}

/** See https://www.rfc-editor.org/rfc/rfc9110#name-tokens */
const NAME = /^[!#$%&'*+.^_`|~\w-]+$/;

/** Control characters, which HTTP does not allow in a value. */
const CONTROL = /[^\P{Cc}\t]/u;

/** They describe the connection or the body, of which there is none. Their values would be wrong. */
const NOT_SENDABLE = [
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** A name that is safe to print: anything else may be a value without its name. */
const PRINTABLE_NAME = /^[a-z-]{1,30}$/;

/**
 * The headers of all options.
 *
 * @param readFile - Reads the file that is named after an `@`.
 */
export async function readHeaders(
  options: readonly string[],
  readFile: (file: string) => Promise<string>,
): Promise<Header[]> {
  const headers: Header[] = [];
  for (const [index, option] of options.entries()) {
    if (!option.startsWith('@')) {
      headers.push(readHeader(option, `--header number ${index + 1}`));
      continue;
    }
    const lines = (await readFile(option.slice(1))).split(/\r?\n/);
    for (const [at, line] of lines.entries()) {
      if (line.trim() !== '') headers.push(readHeader(line, `Line ${at + 1} of the file of --header`));
    }
  }
  if (headers.filter(({ name }) => name === 'host').length > 1) {
    throw new CliError(2, 'A --header Host must be given only once.');
  }
  return headers;
}

function readHeader(text: string, place: string): Header {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(0, colon)).trim().toLowerCase();
  const value = text.slice(colon + 1).trim();
  if (!NAME.test(name) || value === '') {
    throw new CliError(2, `${place} must be 'Name: value', as in --header 'Cookie: session=ID'.`);
  }
  if (CONTROL.test(value)) throw new CliError(2, `${place} has a control character. Remove it.`);
  if (name === 'origin') throw new CliError(2, `${place} is Origin. Use --origin https://www.example.com.`);
  if (NOT_SENDABLE.includes(name)) {
    throw new CliError(2, `${place} is ${name}, which belongs to a connection or a body. Leave it out.`);
  }
  return { name, value };
}

/**
 * The headers that a browser sets itself. A page's script need not set them, and mostly must not.
 *
 * @see https://fetch.spec.whatwg.org/#forbidden-request-header
 */
const OF_BROWSER = /^(cookie|date|dnt|host|priority|referer|sec-.*|proxy-.*|user-agent|via)$/;

/**
 * The headers that a page's script may set without a preflight.
 *
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
const SAFELISTED = /^(accept|accept-language|content-language)$/;

const SIMPLE_TYPE = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain) *(;|$)/i;

export function hasCookie(headers: readonly Header[]): boolean {
  return headers.some(({ name }) => name === 'cookie');
}

/** Whether a browser sends this header by itself, also in a preflight. */
export function isOfBrowser({ name }: Header): boolean {
  return OF_BROWSER.test(name) && name !== 'cookie';
}

/** Whether a browser asks by a preflight before it lets a page's script set this header. */
export function needsPreflight({ name, value }: Header): boolean {
  if (name === 'content-type') return !SIMPLE_TYPE.test(value);
  return !OF_BROWSER.test(name) && !SAFELISTED.test(name);
}

/** Whether a header may say who the customer is: a cookie, or one that the page's script adds. */
export function isIdentifying(header: Header): boolean {
  return header.name === 'cookie' || (header.name !== 'content-type' && needsPreflight(header));
}

/** The name of a header, if it is one that may be printed. */
export function printableName(name: string): string {
  return PRINTABLE_NAME.test(name) ? name : 'a header';
}

/**
 * A value as Node.js sends it: a byte for each character. In UTF-8, as curl sends what is typed in a terminal.
 */
export function toBytes(value: string): string {
  return Buffer.from(value).toString('latin1');
}

/** Longer values are compared in pieces, because a secret finder compares only so many characters. */
const PIECE = 1500;

/** How much of a piece is also in the next one, so that no part of a value is between two. */
const OVERLAP = 500;

/** What no output may show of the headers: each value as it was given, and as a server may echo its bytes. */
export function secretsOf(headers: readonly Header[]): string[] {
  return headers.flatMap(({ value }) => [value, toBytes(value)]).flatMap(piecesOf);
}

function piecesOf(value: string): string[] {
  const count = Math.max(1, Math.ceil((value.length - OVERLAP) / (PIECE - OVERLAP)));
  return Array.from({ length: count }, (_, piece) =>
    value.slice(piece * (PIECE - OVERLAP), piece * (PIECE - OVERLAP) + PIECE),
  );
}
