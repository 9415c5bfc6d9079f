// How issues are worded and counted, and the error that contains them.

import { validateAttributes, WidgetTokenError } from 'amazon-connect-widget-token';
import { describe, expect, it } from 'vitest';
import { estimateUnchecked, issuesOf, refusal, RIGHT } from '../support/helpers.js';

const EXPIRES_IN =
  'expiresIn must be a whole number of seconds from 1 to 600 (10 minutes). Leave it out for the default, 500.';

const ONE_KEY =
  'must be an object with exactly one key: ValueString, ValueInteger, ValueArn, ValueMap or ValueList. For example { ValueString: "text" }.';

/** An object with this many numbers. */
const numbers = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]));

describe('WidgetTokenError', () => {
  it('is an Error with a name, the code of the first issue and its message', async () => {
    const error = await refusal({ ...RIGHT, expiresIn: 601 });
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(WidgetTokenError);
    expect(error.name).toBe('WidgetTokenError');
    expect(error.code).toBe('ERR_EXPIRES_IN_INVALID');
    expect(error.message).toBe(EXPIRES_IN);
    expect(error.stack).toMatch(/^WidgetTokenError: expiresIn must be/);
    expect(error).not.toHaveProperty('cause');
  });

  it('lists several issues on a line each', async () => {
    const { message } = await refusal({ ...RIGHT, expiresIn: 601, attributes: [] });
    expect(message).toBe(
      `2 problems:\n- ${EXPIRES_IN}\n- attributes must be a plain object, not Array. Pass an object such as { name: "Jane" }.`,
    );
  });

  it('lists at most ten issues in its message, and has the others in issues', async () => {
    const ten = await refusal({ ...RIGHT, attributes: numbers(10) });
    expect(ten.message.split('\n')).toHaveLength(11);
    expect(ten.message).not.toContain('more');
    const eleven = await refusal({ ...RIGHT, attributes: numbers(11) });
    expect(eleven.message.split('\n')).toHaveLength(12);
    expect(eleven.message).toMatch(/\n- and 1 more, in error\.issues$/);
    expect(eleven.issues).toHaveLength(11);
  });

  it('has its code and its issues in JSON, for a log', async () => {
    const error = await refusal({ ...RIGHT, attributes: { age: 45 } });
    expect(JSON.parse(JSON.stringify(error))).toEqual({ code: error.code, issues: error.issues });
  });

  it('has at most a hundred issues, even for thirty thousand invalid attributes', async () => {
    // The first attribute has one issue and the others have two, so that the limit is within an attribute.
    const wrong = Array.from({ length: 30_000 }, (_, key): [string, number] => [`${key} `, key]);
    const attributes = Object.fromEntries([['age', 45], ...wrong]);
    const { issues, message } = await refusal({ ...RIGHT, attributes });
    expect(issues).toHaveLength(100);
    expect(message).toMatch(/^100 or more problems:\n/);
    expect(message).toMatch(/\n- and 90 more, in error\.issues$/);
    expect(validateAttributes(attributes).issues).toHaveLength(100);
  });

  it('is thrown for a hundred unknown options, whatever the attributes are', async () => {
    const attributes = { name: Symbol('x'), toJSON: 'x' };
    const { issues } = await refusal({ ...numbers(100), ...RIGHT, attributes });
    expect(issues).toHaveLength(100);
    expect(() => estimateUnchecked({ ...numbers(100), widgetId: 'w', attributes })).toThrow(/^100 or more/);
  });
});

describe('the message of an issue', () => {
  it('quotes the name of an option only if it has other characters than letters, digits and _', async () => {
    const names = ['plain_1', 'a b', 'a"b', 'x y_1'];
    const issues = await issuesOf(Object.fromEntries(names.map((name) => [name, 1])));
    expect(issues.map(({ message }) => message.split(' is not')[0])).toEqual([
      'plain_1',
      '"a b"',
      '"a\\"b"',
      '"x y_1"',
    ]);
  });

  it('has a key of 64 characters in full, and a longer one cut to 64', async () => {
    const rule = 'must be a string, not Array, or Connect does not start the chat. Pass a string.';
    const issues = await issuesOf({ attributes: { ['x'.repeat(64)]: [], ['y'.repeat(65)]: [] } });
    expect(issues.map(({ path, message }) => ({ path, message }))).toEqual([
      { path: ['attributes', 'x'.repeat(64)], message: `attributes["${'x'.repeat(64)}"] ${rule}` },
      { path: ['attributes', `${'y'.repeat(63)}…`], message: `attributes["${'y'.repeat(63)}…"] ${rule}` },
    ]);
  });

  it('cuts the keys of the largest attributes too', async () => {
    const [issue] = await issuesOf({ attributes: { ['k'.repeat(3000)]: '' } });
    expect(issue?.message).toContain(` Largest attributes: "${'k'.repeat(63)}…" (3005 bytes).`);
  });

  it('has no character of a key that controls a terminal or changes the direction of a line', async () => {
    const key = '\u0000\u001b[2J\u007f\u009b\u2028\u2029\u202e\u2066\u{e0041}\ud800';
    const [issue] = await issuesOf({ attributes: { [key]: 'x' } });
    expect(issue?.message).toMatch(/^[\p{L}\p{N}\p{P}\p{S} ]*$/u);
  });

  it.each([
    ['eight keys, and names all of them', {}, 8, ` ${ONE_KEY}`],
    [
      'nine keys, and names eight',
      { ValueArn: 1 },
      9,
      '… must be a string, not number. Use String(value), or ValueInteger for a whole number.',
    ],
    ['ten keys, and names eight', { ValueMap: { e: 1 } }, 10, `… ${ONE_KEY}`],
  ])('is about a place of %s', async (_place, value, keys, end) => {
    const c = { ValueMap: { d: value } };
    const a = { ValueMap: { b: { ValueMap: { c } } } };
    const [issue] = await issuesOf({ segmentAttributes: { a } });
    expect(issue?.path).toHaveLength(keys);
    expect(issue?.message).toBe(
      `segmentAttributes["a"]["ValueMap"]["b"]["ValueMap"]["c"]["ValueMap"]["d"]${end}`,
    );
  });
});
