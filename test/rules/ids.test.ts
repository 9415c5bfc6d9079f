import { createWidgetToken } from 'amazon-connect-widget-token';
import { describe, expect, it } from 'vitest';
import { claimsOf, codesAndPathsOf, RIGHT } from '../support/helpers.js';

const subjectOf = async (widgetId: string): Promise<unknown> =>
  claimsOf(await createWidgetToken({ ...RIGHT, widgetId })).sub;

describe('createWidgetToken', () => {
  it.each([
    ['customerId', 1],
    ['customerId', 128],
    ['relatedContactId', 1],
    ['relatedContactId', 256],
  ])('accepts a %s of %i characters', async (option, length) => {
    const id = 'x'.repeat(length);
    expect(claimsOf(await createWidgetToken({ ...RIGHT, [option]: id }))[option]).toBe(id);
  });

  it.each([
    ['customerId', 65],
    ['customerId', 128],
    ['relatedContactId', 129],
    ['relatedContactId', 256],
  ])('accepts a %s of %i Unicode code points that are two UTF-16 units each', async (option, length) => {
    const id = '𠮷'.repeat(length);
    expect(claimsOf(await createWidgetToken({ ...RIGHT, [option]: id }))[option]).toBe(id);
  });

  it.each([
    ['customerId', `${'x'.repeat(127)}𠮷`, `${'x'.repeat(128)}𠮷`],
    ['customerId', '𠮷'.repeat(128), '𠮷'.repeat(129)],
    ['relatedContactId', '𠮷'.repeat(256), '𠮷'.repeat(257)],
  ])('refuses a %s of one Unicode code point more', async (option, most, over) => {
    expect(claimsOf(await createWidgetToken({ ...RIGHT, [option]: most }))[option]).toBe(most);
    expect((await codesAndPathsOf({ [option]: over })).map(([, ...path]) => path)).toEqual([[option]]);
  });

  it('refuses an id of any length', async () => {
    expect(await codesAndPathsOf({ customerId: '𠮷'.repeat(2 ** 27) })).toEqual([
      ['ERR_CUSTOMER_ID_INVALID', 'customerId'],
    ]);
  });

  it('accepts a widget id of 99 characters of Base64, but takes one of 100 for the snippet id', async () => {
    expect(await subjectOf('A'.repeat(99))).toBe('A'.repeat(99));
    expect(await codesAndPathsOf({ widgetId: 'A'.repeat(100) })).toEqual([
      ['ERR_WIDGET_ID_INVALID', 'widgetId'],
    ]);
  });

  it.each([
    ['begins', `.${'x'.repeat(120)}`],
    ['ends', `${'x'.repeat(120)}.`],
  ])('accepts a long widget id that %s with a character that is not Base64', async (_where, widgetId) => {
    expect(await subjectOf(widgetId)).toBe(widgetId);
  });

  it('accepts a widget id of 2243 characters, but then refuses the token as too large', async () => {
    expect(await codesAndPathsOf({ widgetId: 'x '.repeat(1121) + 'x' })).toEqual([['ERR_TOKEN_TOO_LARGE']]);
    expect(await codesAndPathsOf({ widgetId: '𠮷'.repeat(2243) })).toEqual([['ERR_TOKEN_TOO_LARGE']]);
    expect(await codesAndPathsOf({ widgetId: '𠮷'.repeat(2244) })).toEqual([
      ['ERR_WIDGET_ID_INVALID', 'widgetId'],
    ]);
  });
});
