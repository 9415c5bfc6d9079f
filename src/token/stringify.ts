// stringifyAttributes: from a row of a database or a session to contact attributes, which are strings.

import type { Issue } from '../errors.js';
import { addIssue, isFull, makeIssue, quote, throwIfAny } from '../lib/issues.js';
import { hasOwn, readElements, readNames, readProperty, typeName } from '../lib/untrusted.js';
import { validateAttributes, type ContactAttributes } from '../rules/attributes.js';
import { MAX_READ_ATTRIBUTE_CHARACTERS } from '../rules/limits.js';

const TYPES = 'a string, a number, a boolean, a bigint, a Date, null or undefined';

/**
 * Turns a row of a database, or another object, into contact attributes. Strings stay as they are. Exact
 * numbers, booleans and bigints become `String(value)`, a valid Date becomes ISO 8601, `null` and `undefined`
 * are left out. Anything else is refused.
 *
 * `keys` selects what is signed. Always pass it: a whole row would put its password hash into a token, which
 * the browser can read. It may be left out only for a plain object.
 *
 * It changes nothing, and runs in any runtime.
 *
 * @param values - A row, a session, or any other object but an array or a Map. The keys must be its own
 *   properties: of a Sequelize or Mongoose document, whose properties are accessors, pass
 *   `document.toJSON()`.
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
  const selected = readKeys(values, keys, issues);
  throwIfAny(issues, []);
  const isPlain = readNames(values) !== undefined;
  const members: [key: string, text: string][] = [];
  for (const key of selected) {
    if (isFull(issues)) break;
    const text = readText(values, key, isPlain, issues);
    if (text !== undefined) members.push([String(key), text]);
  }
  // Object.fromEntries defines its properties, so that a key named __proto__ stays a key.
  const result = validateAttributes(Object.fromEntries(members));
  // Only its own issues: another library may have extended Object.prototype.
  const refused = hasOwn(result, 'issues') ? result.issues : undefined;
  issues.push(...(refused ?? []));
  throwIfAny(issues, []);
  return Object.fromEntries(members);
}

const EXAMPLE = "Pass the names to sign: stringifyAttributes(row, ['name', 'plan']).";

const NO_ROW = 'Check whether the query found a row, or the customer is signed in.';

const OBJECT_FIXES: Partial<Record<string, string>> = {
  Array: 'Pass one row, such as rows[0].',
  Map: 'Pass Object.fromEntries(map).',
  Promise: 'Use await.',
  null: NO_ROW,
  undefined: NO_ROW,
};

/** The keys to sign: those that were selected, or all of a plain object. */
function readKeys(values: unknown, keys: unknown, issues: Issue[]): (string | symbol)[] {
  const type = typeName(values);
  if (typeof values !== 'object' || values === null || ['Array', 'Map', 'Promise', 'Date'].includes(type)) {
    const rule = `must be an object, not ${type}. ${OBJECT_FIXES[type] ?? EXAMPLE}`;
    addIssue(issues, 'ERR_ATTRIBUTES_NOT_OBJECT', ['values'], rule);
    return [];
  }
  const selected = keys === undefined ? readNames(values) : readElements(keys, MAX_READ_ATTRIBUTE_CHARACTERS);
  if (selected === undefined || (keys !== undefined && !selected.every((key) => typeof key === 'string'))) {
    const rule = `must be an array of strings, and may be left out only for a plain object. ${EXAMPLE}`;
    addIssue(issues, 'ERR_ATTRIBUTES_NOT_OBJECT', ['keys'], rule);
    return [];
  }
  return selected as (string | symbol)[];
}

/** A value as a string. Undefined if it is left out, or if an issue was added. */
function readText(
  values: object,
  key: string | symbol,
  isPlain: boolean,
  issues: Issue[],
): string | undefined {
  const value = readProperty(values, key);
  const problem = isOwn(values, key) ? findProblem(key, value) : explainAbsent(key, isPlain);
  if (problem === undefined) return toText(value);
  const issue = makeIssue('ERR_ATTRIBUTE_VALUE_INVALID', ['attributes', key], problem);
  // As in validateAttributes, which is given only the attributes.
  issues.push({ ...issue, path: issue.path.slice(1) });
  return undefined;
}

function findProblem(key: string | symbol, value: unknown): string | undefined {
  if (typeof key === 'symbol') return SYMBOL;
  return value === null || value === undefined || toText(value) !== undefined
    ? undefined
    : explainRefused(value);
}

const NOT_OWN =
  'is not an own property of the values. If it is an accessor of a class, as in Sequelize and Mongoose, pass values.toJSON().';

/** A misspelt name would make a token without the attribute, and nothing would say why the flow sees none. */
function explainAbsent(key: string | symbol, isPlain: boolean): string {
  if (!isPlain) return NOT_OWN;
  const example = `{ ${quote(String(key))}: undefined, ...row }`;
  return `is not a property of the values. Check its spelling. If only some rows have it, pass ${example} instead of row.`;
}

const SYMBOL = 'must have a string as its key, not a symbol. Pass the names to sign.';

function isOwn(values: object, key: string | symbol): boolean {
  try {
    return hasOwn(values, key);
  } catch {
    return false;
  }
}

function toText(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'number':
      return isExact(value) ? String(value) : undefined;
    default:
      return readDate(value);
  }
}

/** A whole number above 2^53 - 1 has lost digits before, so that it may be another customer's id. */
function isExact(number: number): boolean {
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number));
}

/** ISO 8601, for a Date of any realm. Undefined for anything but a valid Date, as toISOString throws. */
function readDate(date: unknown): string | undefined {
  try {
    return Date.prototype.toISOString.call(date as Date);
  } catch {
    return undefined;
  }
}

function explainRefused(value: unknown): string {
  const type = typeName(value);
  if (type === 'number' && !Number.isFinite(value))
    return 'must be a finite number. Leave it out of the keys.';
  if (type === 'number')
    return 'must be a safe integer, as a larger one has lost digits. Read it as a string.';
  if (type === 'Date') return 'must be a valid Date. Leave it out of the keys.';
  if (type === 'Promise') return `must be ${TYPES}, not Promise. Use await.`;
  return `must be ${TYPES}, not ${type}. Turn it into a string first.`;
}
