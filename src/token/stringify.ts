// stringifyAttributes: from a row of a database or a session to contact attributes, which are strings.

import { WidgetTokenError, type Issue } from '../errors.js';
import { addIssue, throwIfAny } from '../lib/issues.js';
import { hasOwn, readElements, readNames, readProperty, typeName } from '../lib/untrusted.js';
import { validateAttributes, type ContactAttributes } from '../rules/attributes.js';
import { MAX_READ_ATTRIBUTE_CHARACTERS } from '../rules/limits.js';

const TYPES = 'a string, a number, a boolean, a bigint, a Date, null or undefined';

/**
 * Turns a row of a database, or another object, into contact attributes. Strings stay as they are. Finite numbers, booleans and
 * bigints become `String(value)`, a valid Date becomes ISO 8601, `null` and `undefined` are left out. Anything else is refused.
 *
 * `keys` selects what is signed. Always pass it: a whole row would put its password hash into a token, which the browser can
 * read. It may be left out only for a plain object.
 *
 * It changes nothing, and runs in any runtime.
 *
 * @param values - A row, a session, or any other object but an array or a Map. The keys must be its own properties: of a
 *   Sequelize or Mongoose document, whose properties are accessors, pass `document.toJSON()`.
 * @param keys - The names of the properties to sign.
 * @returns The attributes. `validateAttributes` accepts them.
 * @throws {@link WidgetTokenError} with every problem in `issues`: it names keys and never a value.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/pass-contact-attributes-chat.html
 *
 * @example
 * ```ts
 * import { stringifyAttributes } from 'amazon-connect-widget-token';
 *
 * const row = { id: 42, name: 'Jane', plan: null, vip: true, passwordHash: '…' };
 * console.log(stringifyAttributes(row, ['id', 'name', 'plan', 'vip'])); // { id: '42', name: 'Jane', vip: 'true' }
 * ```
 */
export function stringifyAttributes<Values extends object>(
  values: Values,
  keys?: readonly (keyof Values & string)[],
): ContactAttributes {
  const issues: Issue[] = [];
  const members: [key: string, text: string][] = [];
  for (const key of readKeys(values, keys, issues)) {
    const text = readText(values, key, issues);
    if (text !== undefined) members.push([key, text]);
  }
  throwIfAny(issues, []);
  // Object.fromEntries defines its properties, so that a key named __proto__ stays a key.
  const result = validateAttributes(Object.fromEntries(members));
  if (result.issues === undefined) return result.value;
  throw new WidgetTokenError(result.issues as [Issue, ...Issue[]]);
}

/** The keys to sign: those that were selected, or all of a plain object. */
function readKeys(values: unknown, keys: unknown, issues: Issue[]): string[] {
  const type = typeName(values);
  if (typeof values !== 'object' || values === null || ['Array', 'Map', 'Promise', 'Date'].includes(type)) {
    addIssue(
      issues,
      'ERR_ATTRIBUTES_NOT_OBJECT',
      ['values'],
      `must be an object, not ${type}. ${FIXES[type] ?? EXAMPLE}`,
    );
    return [];
  }
  if (keys === undefined) {
    const names = readNames(values);
    if (names === undefined) {
      const rule = `must be given for ${type === 'object' ? 'an object that throws' : type}, so that only these are signed. ${EXAMPLE}`;
      addIssue(issues, 'ERR_ATTRIBUTES_NOT_OBJECT', ['keys'], rule);
    }
    return (names ?? []).map(String);
  }
  const selected = readElements(keys, MAX_READ_ATTRIBUTE_CHARACTERS);
  if (selected?.every((key) => typeof key === 'string') === true) return selected;
  addIssue(issues, 'ERR_ATTRIBUTES_NOT_OBJECT', ['keys'], `must be an array of strings. ${EXAMPLE}`);
  return [];
}

const EXAMPLE = "Pass the names to sign: stringifyAttributes(row, ['name', 'plan']).";

const FIXES: Partial<Record<string, string>> = {
  Array: 'Pass one row, such as rows[0].',
  Map: 'Pass Object.fromEntries(map).',
  Promise: 'Use await.',
  null: 'Did the query find a row?',
  undefined: 'Did the query find a row?',
};

/** A value as a string. Undefined if it is left out, or if it was refused. */
function readText(values: object, key: string, issues: Issue[]): string | undefined {
  if (!isOwn(values, key)) {
    const rule =
      'is not an own property of the values. Check its spelling. If it is an accessor of a class, as in Sequelize and Mongoose, pass values.toJSON().';
    addIssue(issues, 'ERR_ATTRIBUTE_VALUE_INVALID', ['values', key], rule);
    return undefined;
  }
  const value = readProperty(values, key);
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'number':
      if (Number.isFinite(value)) return String(value);
      break;
    case 'undefined':
      return undefined;
    default:
      if (value === null) return undefined;
  }
  const date = typeName(value) === 'Date' ? readDate(value) : undefined;
  if (date !== undefined) return date;
  addIssue(issues, 'ERR_ATTRIBUTE_VALUE_INVALID', ['values', key], explainRefused(value));
  return undefined;
}

function isOwn(values: object, key: string): boolean {
  try {
    return hasOwn(values, key);
  } catch {
    return false;
  }
}

/** ISO 8601, for a Date of any realm. Undefined for one that is not valid, as toISOString throws. */
function readDate(date: unknown): string | undefined {
  try {
    return Date.prototype.toISOString.call(date as Date);
  } catch {
    return undefined;
  }
}

function explainRefused(value: unknown): string {
  if (typeof value === 'number') return `must be a finite number. Leave it out of the keys.`;
  const type = typeName(value);
  if (type === 'Date') return 'must be a valid Date. Leave it out of the keys.';
  return `must be ${TYPES}, not ${type}. ${type === 'Promise' ? 'Use await.' : 'Leave it out of the keys, or turn it into a string.'}`;
}
