import { createWidgetToken, estimateTokenSize, validateAttributes } from 'amazon-connect-widget-token';
import { describe, expect, it, vi } from 'vitest';
import { claimsOf, codesAndPathsOf, createUnchecked, issuesOf, RIGHT } from '../support/helpers.js';

const codesOf = (attributes: Record<string, unknown>): string[] =>
  (validateAttributes(attributes).issues ?? []).map(({ code }) => code);

/**
 * The only issue of attributes that keep every rule of their own. The size of the token is checked last, so
 * nothing else is wrong with them.
 */
const TOO_LARGE_FOR_A_TOKEN = ['ERR_TOKEN_TOO_LARGE'];

const attributesOf = async (attributes: object): Promise<unknown> =>
  claimsOf(await createUnchecked({ ...RIGHT, attributes })).attributes;

describe('an attribute', () => {
  it('has a key of 1 to 32767 characters', () => {
    expect(codesOf({ a: '' })).toEqual([]);
    expect(codesOf({ ['k'.repeat(32766)]: '' })).toEqual(TOO_LARGE_FOR_A_TOKEN);
    expect(codesOf({ ['k'.repeat(32767)]: '' })).toEqual(TOO_LARGE_FOR_A_TOKEN);
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
    expect(codesOf({ a: '' })).toEqual([]);
    expect(codesOf({ a: 'x'.repeat(32766) })).toEqual(TOO_LARGE_FOR_A_TOKEN);
    expect(codesOf({ a: 'x'.repeat(32767) })).toEqual(TOO_LARGE_FOR_A_TOKEN);
    expect(codesOf({ a: 'x'.repeat(32768) })).toEqual([
      'ERR_ATTRIBUTE_VALUE_INVALID',
      'ERR_ATTRIBUTES_TOO_LARGE',
    ]);
  });
});

describe('the attributes together', () => {
  it('have keys and values of at most 32768 UTF-8 bytes', () => {
    expect(codesOf({ ab: 'x'.repeat(32765) })).toEqual(TOO_LARGE_FOR_A_TOKEN);
    expect(codesOf({ ab: 'x'.repeat(32766) })).toEqual(TOO_LARGE_FOR_A_TOKEN);
    expect(codesOf({ ab: 'x'.repeat(32767) })).toEqual(['ERR_ATTRIBUTES_TOO_LARGE']);
    expect(codesOf({ a: 'x'.repeat(16383), b: 'x'.repeat(16383) })).toEqual(TOO_LARGE_FOR_A_TOKEN);
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
    expect(codesOf({ [`a${'b'.repeat(left - 1)}`]: character.repeat(most) })).toEqual(TOO_LARGE_FOR_A_TOKEN);
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

describe('attributes that fit into no token', () => {
  /**
   * Attributes that make the claims of the smallest token this many bytes long, of as many such characters as
   * fit.
   */
  const withClaimsOf = (bytes: number, character: string, count: number): Record<string, string> => {
    const smallest = '{"sub":"x","iat":1767225600,"exp":1767226100,"attributes":}';
    const others = Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, character]));
    const missing = bytes - smallest.length - Buffer.byteLength(JSON.stringify({ ...others, filler: '' }));
    const unit = Buffer.byteLength(JSON.stringify(character)) - 2;
    const filler = character.repeat(Math.floor(missing / unit)) + 'x'.repeat(missing % unit);
    return { ...others, filler };
  };

  it.each([
    ['of one byte', 'x', 0],
    ['of two bytes', 'é', 0],
    ['of three bytes', '€', 0],
    ['of four bytes', '👋', 0],
    ['that JSON escapes with two bytes', '"', 0],
    ['that JSON escapes with six bytes', '\0', 0],
    ['in a hundred attributes', '\0', 100],
  ])('are refused from one byte over 2243 on, with characters %s', (_kind, character, count) => {
    const most = withClaimsOf(2243, character, count);
    const over = withClaimsOf(2244, character, count);
    expect(estimateTokenSize({ widgetId: 'x', attributes: most })).toMatchObject({ bytes: 6144, fits: true });
    expect(validateAttributes(most)).toEqual({ value: most });
    expect(estimateTokenSize({ widgetId: 'x', attributes: over })).toMatchObject({
      bytes: 6146,
      fits: false,
    });
    expect(codesOf(over)).toEqual(TOO_LARGE_FOR_A_TOKEN);
  });

  it('are refused with the smallest token that they would have, and the attributes to shorten', () => {
    expect(validateAttributes({ a: 'x', b: 'x'.repeat(1530), c: 'x'.repeat(700), d: 'xxx' }).issues).toEqual([
      {
        code: 'ERR_TOKEN_TOO_LARGE',
        message:
          'The token would have at least 6354 bytes (3177 characters), and the widget accepts at most 6144. Shorten the claims by at least 79 UTF-8 bytes. Largest attributes: "b" (1536 bytes), "c" (706 bytes), "d" (9 bytes).',
        path: [],
      },
    ]);
  });

  it('are only refused for their size if nothing else is wrong with them', () => {
    const attributes = { a: 'x'.repeat(3000) };
    expect(codesOf({ ...attributes, b: 45 })).toEqual(['ERR_ATTRIBUTE_VALUE_NOT_STRING']);
    expect(codesOf({ ...attributes, 'a b': '' })).toEqual(['ERR_ATTRIBUTE_KEY_INVALID']);
  });

  it('are refused once by createWidgetToken, with the size of its own token', async () => {
    const attributes = { a: 'x'.repeat(3000) };
    expect((await issuesOf({ attributes })).map(({ message }) => message)).toEqual([
      'The token would have 8434 bytes (4217 characters), and the widget accepts at most 6144. Shorten the claims by at least 859 UTF-8 bytes. Largest attributes: "a" (3006 bytes).',
    ]);
  });

  it('are not refused by estimateTokenSize, which returns their size', () => {
    const attributes = { a: 'x'.repeat(3000) };
    expect(estimateTokenSize({ widgetId: 'x', attributes })).toMatchObject({ fits: false });
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
