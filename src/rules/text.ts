// Strings that go into a token: of a certain length, and such that UTF-8 can encode them.

import { typeName } from '../lib/untrusted.js';

/** How each message ends that is about a key in a token. */
export const ROTATE_KEY = 'If a token that contains the key was ever sent, rotate the key.';

/** The usual reason for a missing option on a server. */
export const UNSET_VARIABLE_HINT = 'If it comes from an environment variable, that variable is not set.';

/**
 * Printable ASCII without quote and backslash: in JSON it looks the same, with as many bytes as characters.
 */
const PLAIN = /^[ !#-[\]-~]*$/;

/** Not isWellFormed, which browsers that the widget supports do not have. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;

const SPACES_AND_QUOTES = /^[\s"'`\u2018-\u201d]+|[\s"'`\u2018-\u201d]+$/g;

const SPACE_OR_QUOTE_AT_AN_END = /^[\s"'`\u2018-\u201d]|[\s"'`\u2018-\u201d]$/;

/** Whether a string looks the same in JSON. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** A string as JSON. Most strings are plain, and JSON.stringify takes five times as long to find that out. */
export function writeText(text: string): string {
  return isPlain(text) ? `"${text}"` : JSON.stringify(text);
}

/**
 * Why a value is not a string that may go into a token. Lengths are in Unicode code points, as in Connect's
 * API model.
 * @see https://smithy.io/2.0/spec/constraint-traits.html#length-trait
 */
export function findTextProblem(value: unknown, min: number, max: number): string | undefined {
  if (typeof value !== 'string') return `must be a string, not ${typeName(value)}.`;
  if (value.length < min) return `must have ${min} to ${max} characters.`;
  if (value.length > max && isLonger(value, max)) return `must have at most ${max} characters. Shorten it.`;
  if (LONE_SURROGATE.test(value))
    return 'must not contain half of a surrogate pair. Use value.toWellFormed().';
  return undefined;
}

/**
 * Whether a string has more code points. One has at most two UTF-16 units, so a string of any size is not
 * counted.
 */
function isLonger(text: string, codePoints: number): boolean {
  return text.length > 2 * codePoints || Array.from(text).length > codePoints;
}

/**
 * What a copied string brings along: the newline of its file, the quotes of its .env line, a byte order mark.
 */
export function hasSpaceOrQuoteAtAnEnd(text: string): boolean {
  return SPACE_OR_QUOTE_AT_AN_END.test(text);
}

/** The string inside of all that. */
export function withoutSpaceAndQuotes(text: string): string {
  return text.replace(SPACES_AND_QUOTES, '');
}

/** The problem with a string that has something around it, and what to do. */
export function findEndProblem(text: string, name: string): string | undefined {
  if (!hasSpaceOrQuoteAtAnEnd(text)) return undefined;
  const inside = text.trim();
  if (inside === text) return 'must not have quotes around it. Remove them.';
  const fix = `Use ${name}.trim()`;
  return hasSpaceOrQuoteAtAnEnd(inside)
    ? `must not have white space or quotes around it. ${fix}, and remove the quotes.`
    : `must not have white space around it. ${fix}.`;
}
