// The limits, each at, one under and one over.

import {
  createWidgetToken,
  estimateTokenSize,
  validateAttributes,
  type CreateWidgetTokenOptions,
} from 'amazon-connect-widget-token';
import { describe, expect, it } from 'vitest';
import { claimsOf, findingsOf, RIGHT } from '../support/helpers.js';

const ISSUED_AT = new Date('2026-01-01T00:00:00Z');

/** Options whose claims have so many UTF-8 bytes, the last of them made of this text. */
function withClaimsOf(bytes: number, text: string): CreateWidgetTokenOptions {
  const options = (pad: string): CreateWidgetTokenOptions => ({
    ...RIGHT,
    issuedAt: ISSUED_AT,
    attributes: { pad },
  });
  const empty = estimateTokenSize(options('')).characters - 36 - 1 - 1 - 43;
  const missing = bytes - Math.floor((empty * 3) / 4);
  const unit = Buffer.byteLength(text);
  return options('x'.repeat(missing % unit) + text.repeat(Math.floor(missing / unit)));
}

const TEXTS = { 'one byte': 'x', 'two bytes': 'é', 'three bytes': '€', 'four bytes': '👋' };

describe('a token has at most 3072 characters, 6144 bytes in UTF-16', () => {
  for (const [length, text] of Object.entries(TEXTS)) {
    it(`with characters of ${length}`, async () => {
      const under = withClaimsOf(2242, text);
      const at = withClaimsOf(2243, text);
      const over = withClaimsOf(2244, text);

      expect(await createWidgetToken(under)).toHaveLength(3071);
      expect(await createWidgetToken(at)).toHaveLength(3072);
      expect(await findingsOf(over)).toEqual([['ERR_TOKEN_TOO_LARGE']]);

      expect(estimateTokenSize(under)).toMatchObject({ bytes: 6142, remainingBytes: 2, fits: true });
      expect(estimateTokenSize(at)).toMatchObject({ bytes: 6144, remainingBytes: 0, fits: true });
      expect(estimateTokenSize(over)).toMatchObject({ bytes: 6146, remainingBytes: -2, fits: false });
      expect(estimateTokenSize(over).maxBytes).toBe(6144);
    });
  }
});

describe('a token lives 1 to 600 seconds', () => {
  it.each([1, 2, 599, 600])('%i', async (expiresIn) => {
    const { iat, exp } = claimsOf(await createWidgetToken({ ...RIGHT, issuedAt: ISSUED_AT, expiresIn }));
    expect(Number(exp) - Number(iat)).toBe(expiresIn);
  });

  it.each([0, 601])('not %i', async (expiresIn) => {
    expect(await findingsOf({ expiresIn })).toEqual([['ERR_EXPIRES_IN_INVALID', 'expiresIn']]);
  });
});

describe('a secret has at least 32 bytes', () => {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

  it.each([
    ['text', 'x'.repeat(32)],
    ['text of two-byte characters', 'é'.repeat(16)],
    ['bytes', encode('x'.repeat(32))],
    ['more text', 'x'.repeat(1024)],
    ['more bytes', encode('x'.repeat(1024))],
    ['text with a brace', `${'x'.repeat(31)}{"`.slice(0, 32)],
    ['text with a whole surrogate pair', `${'x'.repeat(32)}\u{1f511}`],
  ])('32 or more in %s pass', async (_kind, secret) => {
    expect(await createWidgetToken({ ...RIGHT, secret })).toMatch(/^eyJ/);
  });

  it.each([
    ['text', 'x'.repeat(31)],
    ['text of two-byte characters', 'é'.repeat(15) + 'x'],
    ['bytes', encode('x'.repeat(31))],
  ])('31 in %s do not', async (_kind, secret) => {
    expect(await findingsOf({ secret })).toEqual([['ERR_SECRET_INVALID', 'secret']]);
  });

  it.each([
    ['text', ' '.repeat(1025)],
    ['bytes', encode(' '.repeat(1025))],
  ])('more than 1024 in %s do not, and are not looked at', async (_kind, secret) => {
    expect(await findingsOf({ secret })).toEqual([['ERR_SECRET_INVALID', 'secret']]);
  });
});

describe('ids have a length', () => {
  it.each([
    ['customerId', 1],
    ['customerId', 128],
    ['relatedContactId', 1],
    ['relatedContactId', 256],
  ])('%s of %i', async (option, length) => {
    const id = 'x'.repeat(length);
    expect(claimsOf(await createWidgetToken({ ...RIGHT, [option]: id }))[option]).toBe(id);
  });

  it('a widget id of 99 characters of Base64 is none of a snippet', async () => {
    const widgetId = 'A'.repeat(99);
    expect(claimsOf(await createWidgetToken({ ...RIGHT, widgetId })).sub).toBe(widgetId);
    expect(await findingsOf({ widgetId: 'A'.repeat(100) })).toEqual([['ERR_WIDGET_ID_INVALID', 'widgetId']]);
  });

  it('a widget id of 2243 characters is one, though no token has room for it', async () => {
    expect(await findingsOf({ widgetId: 'x '.repeat(1121) + 'x' })).toEqual([['ERR_TOKEN_TOO_LARGE']]);
  });
});

describe('a contact attribute', () => {
  const codesOf = (attributes: Record<string, unknown>): string[] =>
    (validateAttributes(attributes).issues ?? []).map(({ code }) => code);

  it('has a key of 1 to 32767 characters', () => {
    expect(codesOf({ a: '' })).toEqual([]);
    expect(codesOf({ ['k'.repeat(32766)]: '' })).toEqual([]);
    expect(codesOf({ ['k'.repeat(32767)]: '' })).toEqual([]);
    expect(codesOf({ ['k'.repeat(32768)]: '' })).toEqual(['ERR_ATTRIBUTE_KEY_INVALID']);
  });

  it('has a key of letters, digits, - and _ alone', () => {
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

  it('has together with the others at most 32768 UTF-8 bytes, keys and values', () => {
    expect(codesOf({ ab: 'x'.repeat(32765) })).toEqual([]);
    expect(codesOf({ ab: 'x'.repeat(32766) })).toEqual([]);
    expect(codesOf({ ab: 'x'.repeat(32767) })).toEqual(['ERR_ATTRIBUTES_TOO_LARGE']);
    expect(codesOf({ a: 'x'.repeat(16383), b: 'x'.repeat(16383) })).toEqual([]);
    expect(codesOf({ a: 'x'.repeat(16383), b: 'x'.repeat(16384) })).toEqual(['ERR_ATTRIBUTES_TOO_LARGE']);
  });

  it('counts only texts', () => {
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
  ])('counts characters of %s bytes as such', (_bytes, character, most, left) => {
    expect(codesOf({ [`a${'b'.repeat(left - 1)}`]: character.repeat(most) })).toEqual([]);
    expect(codesOf({ [`a${'b'.repeat(left)}`]: character.repeat(most) })).toEqual([
      'ERR_ATTRIBUTES_TOO_LARGE',
    ]);
  });
});

describe('segment attributes', () => {
  it('have keys of 1 to 128 characters and texts of at most 1024', async () => {
    const right = { ['k'.repeat(128)]: { ValueString: 'x'.repeat(1024) } };
    expect(
      claimsOf(await createWidgetToken({ ...RIGHT, segmentAttributes: right })).segmentAttributes,
    ).toEqual(right);
    expect(
      await findingsOf({ segmentAttributes: { ['k'.repeat(129)]: { ValueString: 'x'.repeat(1025) } } }),
    ).toHaveLength(2);
  });

  it('hold integers that JSON and Connect agree on', async () => {
    const right = { most: { ValueInteger: 2 ** 53 - 1 }, least: { ValueInteger: 1 - 2 ** 53 } };
    expect(
      claimsOf(await createWidgetToken({ ...RIGHT, segmentAttributes: right })).segmentAttributes,
    ).toEqual(right);
  });

  it('have at most the 149 values that fit into a token', async () => {
    const list = (length: number): object => ({
      segmentAttributes: { a: { ValueList: Array.from({ length }, () => ({ ValueList: [] })) } },
    });
    expect(await findingsOf(list(148))).toEqual([['ERR_TOKEN_TOO_LARGE']]);
    expect(await findingsOf(list(149))).toEqual([
      ['ERR_SEGMENT_ATTRIBUTES_INVALID', 'segmentAttributes', 'a', 'ValueList'],
    ]);
    const map = Object.fromEntries(Array.from({ length: 150 }, (_, key) => [`k${key}`, { ValueInteger: 1 }]));
    expect(await findingsOf({ segmentAttributes: map })).toEqual([
      ['ERR_SEGMENT_ATTRIBUTES_INVALID', 'segmentAttributes'],
    ]);
  });
});

describe('a widget id is not taken for the snippet id', () => {
  const long = 'x'.repeat(120);
  it.each([`.${long}`, `${long}.`])('%s', async (widgetId) => {
    expect(claimsOf(await createWidgetToken({ ...RIGHT, widgetId })).sub).toBe(widgetId);
  });
});
