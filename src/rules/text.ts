// Texts that go into a token: strings, of a length, that UTF-8 can express.

import { typeName } from '../lib/untrusted.js';

/** For what a server has from an environment variable, when it is missing. */
export const ENVIRONMENT_HINT = 'Is the environment variable set?';

/** Printable ASCII without quote and backslash: JSON has it as it is, in as many bytes as characters. */
const PLAIN = /^[ !#-[\]-~]*$/;

const SPACE_OR_QUOTE_AT_AN_END = /^[\s"'`\u2018-\u201d]|[\s"'`\u2018-\u201d]$/;

/** A text in JSON. Most are plain, and JSON.stringify takes five times as long to say so. */
export function writeText(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** Why a value may not be such a text, if it may not. Lengths are in characters, that is, UTF-16 units. */
export function findTextProblem(value: unknown, min: number, max: number): string | undefined {
  if (typeof value !== 'string') return `must be a string, not ${typeName(value)}.`;
  if (value.length < min || value.length > max) return `must have ${min} to ${max} characters.`;
  // The length comes first: what is too long is not worth a look at each character.
  if (!value.isWellFormed())
    return 'must not hold half a surrogate pair, which UTF-8 cannot express: send text.toWellFormed().';
  return undefined;
}

/** What a copied text brings along: the newline of its file, the quotes of its .env line, a byte order mark. */
export function hasSpaceOrQuoteAtAnEnd(text: string): boolean {
  return SPACE_OR_QUOTE_AT_AN_END.test(text);
}
