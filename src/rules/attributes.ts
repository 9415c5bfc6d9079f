// Contact attributes: what a flow reads as $.Attributes.name. One value that is not a string, and the
// chat does not start: https://docs.aws.amazon.com/connect/latest/adminguide/pass-contact-attributes-chat.html

import { addIssue, isFull, type Issue } from '../errors.js';
import {
  MAX_ATTRIBUTE_KEY_CHARACTERS,
  MAX_ATTRIBUTE_VALUE_CHARACTERS,
  MAX_ATTRIBUTES_BYTES,
} from './limits.js';
import { findTextProblem } from './text.js';
import { explainNotPlain, readNames, readProperty, typeName } from '../lib/untrusted.js';
import { utf8Length } from '../lib/utf8.js';

/** The customer's attributes, string to string. */
export type ContactAttributes = Record<string, string>;

/** An attribute that keeps the rules, if no issue says otherwise. */
export type CheckedAttribute = readonly [key: string, value: string];

/** What {@link validateAttributes} found, in the shape of Standard Schema (https://standardschema.dev). */
export type ContactAttributesResult =
  | {
      /** The attributes, in a copy. */
      readonly value: ContactAttributes;
      /** Nothing is wrong. */
      readonly issues?: undefined;
    }
  | {
      /** All that is wrong. */
      readonly issues: readonly Issue[];
    };

const OBJECT_MENDS: Partial<Record<string, string>> = {
  Map: 'Pass Object.fromEntries(map).',
  Promise: 'Await it.',
  string: 'If it is JSON, pass JSON.parse(text).',
  'a class instance': 'Pass a plain object of its texts.',
};

const TOO_LARGE = `must have at most ${MAX_ATTRIBUTES_BYTES} UTF-8 bytes together. Send fewer, or shorter ones.`;

/** What is beyond is told to be too large, and not read: it may be of any size. */
const MAX_READ_CHARACTERS = 2 * MAX_ATTRIBUTES_BYTES;

const KEY = /^[\w-]+$/;

const STRING_MEND = 'Send String(value), or leave it out.';

const VALUE_MENDS: Partial<Record<string, string>> = {
  number: STRING_MEND,
  boolean: STRING_MEND,
  bigint: STRING_MEND,
  Date: 'Send value.toISOString(), or leave it out.',
  Promise: 'Await it.',
};

/**
 * Checks contact attributes by Amazon Connect's rules: a plain object; keys of 1 to 32767 letters,
 * digits, `-` and `_`; values that are strings of 0 to 32767 characters (UTF-16 units); at most 32,768
 * UTF-8 bytes over all keys and values. Whether they fit into a token, with its 6144 bytes, is for
 * `estimateTokenSize` to say.
 *
 * It throws nothing, changes nothing and needs nothing of the place where it runs. The answer has the
 * shape of a Standard Schema result; `value` is a copy, and each property is read once.
 *
 * @param attributes - Whatever should become the customer's attributes.
 * @returns `{ value }`, or `{ issues }` with everything that is wrong and none of the values. Up to a hundred, and
 *   nothing of what comes after twice as many characters as may be.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/pass-contact-attributes-chat.html
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_StartChatContact.html
 *
 * @example
 * ```ts
 * import { validateAttributes } from 'amazon-connect-widget-token';
 *
 * const result = validateAttributes({ name: 'Jane', age: 45 });
 * console.log(result.issues?.[0]?.message); // attributes["age"] must be a string, not number: …
 * ```
 */
export function validateAttributes(attributes: unknown): ContactAttributesResult {
  const issues: Issue[] = [];
  const checked = checkAttributes(attributes, issues);
  // Object.fromEntries defines its properties, so that a key named __proto__ stays a key.
  if (issues.length === 0) return { value: Object.fromEntries(checked) };
  return { issues: issues.map((issue) => ({ ...issue, path: issue.path.slice(1) })) };
}

/** The attributes, which may be signed if nothing was added to `issues`. */
export function checkAttributes(attributes: unknown, issues: Issue[]): CheckedAttribute[] {
  const names = readNames(attributes);
  if (names === undefined) {
    const problem = `${explainNotPlain(attributes)} ${OBJECT_MENDS[typeName(attributes)] ?? 'Pass one like { name: "Jane" }.'}`;
    addIssue(issues, 'ERR_ATTRIBUTES_NOT_OBJECT', ['attributes'], problem);
    return [];
  }

  const checked: CheckedAttribute[] = [];
  let characters = 0;
  for (const key of names) {
    if (characters > MAX_READ_CHARACTERS || isFull(issues)) break;
    const name = String(key);
    characters += name.length;
    if (typeof key === 'symbol' || name.length > MAX_ATTRIBUTE_KEY_CHARACTERS || !KEY.test(name)) {
      const rule = `must have a key of 1 to ${MAX_ATTRIBUTE_KEY_CHARACTERS} letters (a-z, A-Z), digits, "-" and "_". Rename it.`;
      addIssue(issues, 'ERR_ATTRIBUTE_KEY_INVALID', ['attributes', key], rule);
    }
    const value = readProperty(attributes, key);
    if (typeof value !== 'string') {
      const type = typeName(value);
      const mend = VALUE_MENDS[type] ?? 'Send a string, or leave it out.';
      const rule = `must be a string, not ${type}: Connect starts no chat otherwise. ${mend}`;
      addIssue(issues, 'ERR_ATTRIBUTE_VALUE_NOT_STRING', ['attributes', key], rule);
      continue;
    }
    characters += value.length;
    const problem = findTextProblem(value, 0, MAX_ATTRIBUTE_VALUE_CHARACTERS);
    if (problem !== undefined) addIssue(issues, 'ERR_ATTRIBUTE_VALUE_INVALID', ['attributes', key], problem);
    checked.push([name, value]);
  }
  if (isTooLarge(checked, characters)) {
    addIssue(issues, 'ERR_ATTRIBUTES_TOO_LARGE', ['attributes'], TOO_LARGE);
  }
  return checked;
}

/** Whether texts of so many characters have too many bytes. A character is one to three of them: few need be counted. */
function isTooLarge(attributes: readonly CheckedAttribute[], characters: number): boolean {
  if (characters > MAX_ATTRIBUTES_BYTES) return true;
  if (characters * 3 <= MAX_ATTRIBUTES_BYTES) return false;
  let bytes = 0;
  for (const [key, value] of attributes) bytes += key.length + utf8Length(value);
  return bytes > MAX_ATTRIBUTES_BYTES;
}
