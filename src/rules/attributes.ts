// Contact attributes: what a flow reads as $.Attributes.name. If one value is not a string, Connect does not
// start the chat: https://docs.aws.amazon.com/connect/latest/adminguide/pass-contact-attributes-chat.html

import type { Issue } from '../errors.js';
import { addIssue, isFull } from '../lib/issues.js';
import { explainNotPlain, readNames, readProperty, typeName } from '../lib/untrusted.js';
import { utf8Length } from '../lib/utf8.js';
import {
  MAX_ATTRIBUTE_KEY_CHARACTERS,
  MAX_ATTRIBUTE_VALUE_CHARACTERS,
  MAX_ATTRIBUTES_BYTES,
  MAX_CLAIMS_BYTES,
  MAX_READ_ATTRIBUTE_CHARACTERS,
} from './limits.js';
import { makeSizeIssue } from './size.js';
import { findTextProblem, writeText } from './text.js';

/** The customer's attributes: names and values are strings. */
export type ContactAttributes = Record<string, string>;

/** An attribute that keeps the rules, unless there is an issue. */
export type CheckedAttribute = readonly [key: string, value: string];

/** What {@link validateAttributes} returns, in the shape of Standard Schema (https://standardschema.dev). */
export type ContactAttributesResult =
  | {
      /** A copy of the attributes. */
      readonly value: ContactAttributes;
      /** There are no problems. */
      readonly issues?: undefined;
    }
  | {
      /** Every problem. */
      readonly issues: readonly Issue[];
    };

const STRINGIFY = "Use stringifyAttributes(row, ['name', 'plan']).";

/**
 * The type of an object whose every property is a string: `name: string`, but not `name?: string`. A property
 * that is always `undefined` is ignored: the compiler adds one to the type of `plan ? { name, plan } : { name
 * }`.
 */
export type StringValues<Attributes> = object & {
  readonly [
    Key in keyof Attributes as Attributes[Key] extends undefined ? never : Exclude<Key, 'bind'>
  ]-?: string;
} & {
  /** Excludes functions, as in `attributes: readAttributes` without the call. */
  readonly bind?: string;
};

const OBJECT_FIXES: Partial<Record<string, string>> = {
  Map: 'Pass Object.fromEntries(map).',
  Promise: 'Use await.',
  string: 'If it is JSON, pass JSON.parse(attributes).',
  'a class instance': STRINGIFY,
};

/** Claims without attributes that no token can do without. A time has ten digits from 2001 to 2286. */
const SMALLEST_CLAIMS_BYTES = '{"sub":"x","iat":1767225600,"exp":1767226100,"attributes":}'.length;

/** A UTF-16 unit has at most this many bytes in JSON: those of \u0000. */
const MAX_BYTES_OF_UNIT = 6;

const KEY = /^[\w-]+$/;

/** A key that a fix repeats: a valid one that is not cut in messages. */
const SHORT_KEY = /^[\w-]{1,64}$/;

const NO_CHAT = ', or Connect does not start the chat';

/** What stringifyAttributes turns into strings, or leaves out. */
const STRINGIFIED = /^(number|boolean|bigint|Date|null|undefined)$/;

/**
 * Checks contact attributes by the rules of Amazon Connect: a plain object; keys of 1 to 32767 letters,
 * digits, `-` and `_`; values that are strings of 0 to 32767 characters; at most 32,768 UTF-8 bytes of keys
 * and values in total. It also refuses attributes that fit into no token: with a widget id of one character
 * and no other claim, the token would have over 6144 bytes. `estimateTokenSize` returns the exact size with
 * all of your claims.
 *
 * It never throws, changes nothing, and runs in any runtime. It returns a Standard Schema result, in which
 * `value` is a copy. It reads each property once.
 *
 * @param attributes - The customer's attributes, in any form.
 * @returns `{ value }`, or `{ issues }` with every problem and none of the values. There are at most 100
 *   issues, and attributes of more than twice the allowed size are not read to the end. The size of the token
 *   is checked last.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/pass-contact-attributes-chat.html
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_StartChatContact.html
 *
 * @example
 * ```ts
 * import { validateAttributes } from 'amazon-connect-widget-token';
 *
 * const result = validateAttributes({ name: 'Jane', age: 45 });
 * console.log(result.issues?.[0]?.message); // attributes["age"] must be a string, not number, …
 * ```
 */
export function validateAttributes(attributes: unknown): ContactAttributesResult {
  const issues: Issue[] = [];
  const checked = checkAttributes(attributes, issues);
  if (issues.length === 0) checkSmallestToken(checked, issues);
  // Object.fromEntries defines its properties, so that a key named __proto__ stays a key.
  if (issues.length === 0) return { value: Object.fromEntries(checked) };
  return { issues: issues.map((issue) => ({ ...issue, path: issue.path.slice(1) })) };
}

/** The attributes, which may be signed if nothing was added to `issues`. */
export function checkAttributes(attributes: unknown, issues: Issue[]): CheckedAttribute[] {
  const names = readNames(attributes);
  if (names === undefined) {
    const fix = OBJECT_FIXES[typeName(attributes)] ?? 'Pass an object such as { name: "Jane" }.';
    addIssue(issues, 'ERR_ATTRIBUTES_NOT_OBJECT', ['attributes'], `${explainNotPlain(attributes)} ${fix}`);
    return [];
  }

  const checked: CheckedAttribute[] = [];
  let characters = 0;
  for (const key of names) {
    if (characters > MAX_READ_ATTRIBUTE_CHARACTERS || isFull(issues)) break;
    const name = String(key);
    characters += name.length;
    if (typeof key === 'symbol' || name.length > MAX_ATTRIBUTE_KEY_CHARACTERS || !KEY.test(name)) {
      const rule = `must have a key of 1 to ${MAX_ATTRIBUTE_KEY_CHARACTERS} letters (a-z, A-Z), digits, "-" and "_". Rename it.`;
      addIssue(issues, 'ERR_ATTRIBUTE_KEY_INVALID', ['attributes', key], rule);
    }
    const value = readProperty(attributes, key);
    if (typeof value !== 'string') {
      addIssue(issues, 'ERR_ATTRIBUTE_VALUE_NOT_STRING', ['attributes', key], explainNotString(name, value));
      continue;
    }
    characters += value.length;
    const problem = findTextProblem(value, 0, MAX_ATTRIBUTE_VALUE_CHARACTERS);
    if (problem !== undefined) addIssue(issues, 'ERR_ATTRIBUTE_VALUE_INVALID', ['attributes', key], problem);
    checked.push([name, value]);
  }
  if (isTooLarge(checked, characters)) {
    const rule = `must have at most ${MAX_ATTRIBUTES_BYTES} UTF-8 bytes in total. Pass fewer or shorter ones.`;
    addIssue(issues, 'ERR_ATTRIBUTES_TOO_LARGE', ['attributes'], rule);
  }
  return checked;
}

/** The attributes as JSON. */
export function writeAttributes(attributes: readonly CheckedAttribute[]): string {
  let members = '';
  for (const [key, value] of attributes) members += `${members && ','}${writeMember(key, value)}`;
  return `{${members}}`;
}

/** An attribute's part of that JSON: `"name":"Jane"`. */
export function writeMember(key: string, value: string): string {
  return `"${key}":${writeText(value)}`;
}

/** Adds an issue if the attributes fit into no token, not even into that of the shortest widget id. */
function checkSmallestToken(attributes: readonly CheckedAttribute[], issues: Issue[]): void {
  let mostBytes = SMALLEST_CLAIMS_BYTES + 2;
  for (const [key, value] of attributes) mostBytes += key.length + MAX_BYTES_OF_UNIT * value.length + 6;
  if (mostBytes <= MAX_CLAIMS_BYTES) return;
  const claimsBytes = SMALLEST_CLAIMS_BYTES + utf8Length(writeAttributes(attributes));
  if (claimsBytes <= MAX_CLAIMS_BYTES) return;
  const members = attributes.map(([key, value]) => [key, writeMember(key, value)] as const);
  issues.push(makeSizeIssue(claimsBytes, members, 'at least '));
}

function explainNotString(key: string, value: unknown): string {
  const type = typeName(value);
  // JSON would leave out undefined.
  const reason = value === undefined ? '' : NO_CHAT;
  return `must be a string, not ${type}${reason}. ${findFix(key, type)}`;
}

function findFix(key: string, type: string): string {
  if (type === 'Promise') return 'Use await.';
  if (!STRINGIFIED.test(type)) return 'Pass a string.';
  return SHORT_KEY.test(key) ? `Use stringifyAttributes(row, ['${key}']).` : STRINGIFY;
}

/**
 * Whether strings with this many characters have too many bytes. A character has one to three: few have to be
 * counted.
 */
function isTooLarge(attributes: readonly CheckedAttribute[], characters: number): boolean {
  if (characters > MAX_ATTRIBUTES_BYTES) return true;
  if (characters * 3 <= MAX_ATTRIBUTES_BYTES) return false;
  let bytes = 0;
  for (const [key, value] of attributes) bytes += key.length + utf8Length(value);
  return bytes > MAX_ATTRIBUTES_BYTES;
}
