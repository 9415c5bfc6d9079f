import { createWidgetToken, estimateTokenSize, validateAttributes } from 'amazon-connect-widget-token';
import { describe, expect, it, vi } from 'vitest';
import { claimsOf, codesAndPathsOf, createUnchecked, RIGHT } from '../support/helpers.js';

const codesOf = (attributes: Record<string, unknown>): string[] =>
  (validateAttributes(attributes).issues ?? []).map(({ code }) => code);

const attributesOf = async (attributes: object): Promise<unknown> =>
  claimsOf(await createUnchecked({ ...RIGHT, attributes })).attributes;

describe('an attribute', () => {
  it('has a key of 1 to 32767 characters', () => {
    expect(codesOf({ a: '' })).toEqual([]);
    expect(codesOf({ ['k'.repeat(32766)]: '' })).toEqual([]);
    expect(codesOf({ ['k'.repeat(32767)]: '' })).toEqual([]);
    expect(codesOf({ ['k'.repeat(32768)]: '' })).toEqual(['ERR_ATTRIBUTE_KEY_INVALID']);
  });

  it('has a key that consists only of letters, digits, - and _', () => {
    const key = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    expect(codesOf({ [key]: 'x' })).toEqual([]);
    const others = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).filter(
      (character) => !key.includes(character),
    );
    expect(others).toHaveLength(256 - 64);
    for (const character of others)
      expect(codesOf({ [character]: 'x' })).toEqual(['ERR_ATTRIBUTE_KEY_INVALID']);
  });

  it('has a value of 0 to 32767 characters', () => {
    expect(codesOf({ a: 'x'.repeat(32766) })).toEqual([]);
    expect(codesOf({ a: 'x'.repeat(32767) })).toEqual([]);
    expect(codesOf({ a: 'x'.repeat(32768) })).toEqual([
      'ERR_ATTRIBUTE_VALUE_INVALID',
      'ERR_ATTRIBUTES_TOO_LARGE',
    ]);
  });
});

describe('the attributes together', () => {
  it('have keys and values of at most 32768 UTF-8 bytes', () => {
    expect(codesOf({ ab: 'x'.repeat(32765) })).toEqual([]);
    expect(codesOf({ ab: 'x'.repeat(32766) })).toEqual([]);
    expect(codesOf({ ab: 'x'.repeat(32767) })).toEqual(['ERR_ATTRIBUTES_TOO_LARGE']);
    expect(codesOf({ a: 'x'.repeat(16383), b: 'x'.repeat(16383) })).toEqual([]);
    expect(codesOf({ a: 'x'.repeat(16383), b: 'x'.repeat(16384) })).toEqual(['ERR_ATTRIBUTES_TOO_LARGE']);
  });

  it('are measured without the values that are not strings', () => {
    expect(codesOf({ a: 'é'.repeat(10_000), b: 45, c: 'é'.repeat(7000) })).toEqual([
      'ERR_ATTRIBUTE_VALUE_NOT_STRING',
      'ERR_ATTRIBUTES_TOO_LARGE',
    ]);
    expect(codesOf({ a: 'x'.repeat(20_000), b: 45, c: 'x'.repeat(12_000) })).toEqual([
      'ERR_ATTRIBUTE_VALUE_NOT_STRING',
    ]);
    expect(codesOf({ a: 'x'.repeat(20_000), b: 45, c: 'x'.repeat(13_000) })).toEqual([
      'ERR_ATTRIBUTE_VALUE_NOT_STRING',
      'ERR_ATTRIBUTES_TOO_LARGE',
    ]);
  });

  it.each([
    ['two', 'é', 16383, 2],
    ['three', '€', 10922, 2],
    ['four', '👋', 8191, 4],
  ])('are measured with %s bytes for the character %s', (_bytes, character, most, left) => {
    expect(codesOf({ [`a${'b'.repeat(left - 1)}`]: character.repeat(most) })).toEqual([]);
    expect(codesOf({ [`a${'b'.repeat(left)}`]: character.repeat(most) })).toEqual([
      'ERR_ATTRIBUTES_TOO_LARGE',
    ]);
  });

  it('cause only one issue if there are a million', async () => {
    const attributes = Object.fromEntries(Array.from({ length: 1_000_000 }, (_, key) => [`k${key}`, '']));
    expect(await codesAndPathsOf({ attributes })).toEqual([['ERR_ATTRIBUTES_TOO_LARGE', 'attributes']]);
  });

  it('are not read to the end if they have more than twice the allowed size', async () => {
    const tooLong = Object.fromEntries(['a', 'b', 'c'].map((key) => [key, 'x'.repeat(32_767)]));
    const tooLarge = ['ERR_ATTRIBUTES_TOO_LARGE', 'attributes'];
    const age = vi.fn(() => 45);
    const attributes = Object.defineProperty({ ...tooLong }, 'age', { get: age, enumerable: true });
    expect(await codesAndPathsOf({ attributes })).toEqual([tooLarge]);
    expect(age).not.toHaveBeenCalled();
    expect(
      await codesAndPathsOf({ attributes: { a: 'x'.repeat(32_768), b: 'x'.repeat(32_766), age: 45 } }),
    ).toEqual([
      ['ERR_ATTRIBUTE_VALUE_INVALID', 'attributes', 'a'],
      ['ERR_ATTRIBUTE_VALUE_NOT_STRING', 'attributes', 'age'],
      tooLarge,
    ]);
  });
});

describe('a toJSON method', () => {
  const toJSON = (): string => 'injected';

  it('is refused as an attribute that is not a string', async () => {
    expect(await codesAndPathsOf({ attributes: { toJSON } })).toEqual([
      ['ERR_ATTRIBUTE_VALUE_NOT_STRING', 'attributes', 'toJSON'],
    ]);
  });

  it('is not called if it is not enumerable', async () => {
    const attributes = Object.defineProperty({ name: 'Jane' }, 'toJSON', { value: toJSON });
    expect(await attributesOf(attributes)).toEqual({ name: 'Jane' });
  });

  it('is refused with its object if the object inherits it', async () => {
    const attributes = Object.assign(Object.create({ toJSON }) as object, { name: 'Jane' });
    expect(await codesAndPathsOf({ attributes })).toEqual([['ERR_ATTRIBUTES_NOT_OBJECT', 'attributes']]);
  });

  it('is not confused with a string of this name, which is an attribute', async () => {
    expect(await attributesOf({ toJSON: 'x' })).toEqual({ toJSON: 'x' });
  });
});

describe('an attribute named __proto__', () => {
  const attributes = JSON.parse('{"__proto__":"x","constructor":"y","name":"Jane"}') as Record<
    string,
    string
  >;

  it('is signed', async () => {
    const token = await createWidgetToken({ ...RIGHT, attributes });
    expect(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).toContain(
      '"attributes":{"__proto__":"x","constructor":"y","name":"Jane"}',
    );
  });

  it('is an own property of the copy that validateAttributes returns', () => {
    const result = validateAttributes(attributes);
    const value = 'value' in result ? result.value : {};
    expect(Object.entries(value)).toEqual(Object.entries(attributes));
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('is measured by estimateTokenSize', () => {
    const { bytesByAttribute } = estimateTokenSize({ widgetId: 'w', attributes });
    expect(Object.keys(bytesByAttribute)).toEqual(['__proto__', 'constructor', 'name']);
  });

  it('is refused if its value is an object', async () => {
    const wrong = JSON.parse('{"__proto__":{"name":"Jane"}}') as object;
    expect(await codesAndPathsOf({ attributes: wrong })).toEqual([
      ['ERR_ATTRIBUTE_VALUE_NOT_STRING', 'attributes', '__proto__'],
    ]);
  });
});
