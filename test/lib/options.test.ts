import { createWidgetToken, estimateTokenSize } from 'amazon-connect-widget-token';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { claimsOf, RIGHT, WIDGET_ID } from '../support/helpers.js';

afterEach(() => {
  vi.useRealTimers();
});

describe('options become claims', () => {
  it('lives 500 seconds from now if nothing else is said', async () => {
    vi.useFakeTimers({ now: new Date('2026-01-01T00:00:00.999Z') });
    const claims = claimsOf(await createWidgetToken(RIGHT));
    expect(claims).toEqual({ sub: WIDGET_ID, iat: 1767225600, exp: 1767226100 });
  });

  it('writes the claims in one order, whatever the order of the options', async () => {
    const token = await createWidgetToken({
      attributes: { b: '1', a: '2' },
      segmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Guide' } },
      relatedContactId: 'contact',
      customerId: 'customer',
      expiresIn: 600,
      ...RIGHT,
    });
    expect(Object.keys(claimsOf(token))).toEqual([
      'sub',
      'iat',
      'exp',
      'customerId',
      'relatedContactId',
      'segmentAttributes',
      'attributes',
    ]);
    expect(Object.keys(claimsOf(token).attributes as object)).toEqual(['b', 'a']);
  });

  it('takes an option of undefined for one left out', async () => {
    const token = await createWidgetToken({
      ...RIGHT,
      attributes: undefined,
      customerId: undefined,
      relatedContactId: undefined,
      segmentAttributes: undefined,
      expiresIn: undefined,
      issuedAt: undefined,
    });
    expect(Object.keys(claimsOf(token))).toEqual(['sub', 'iat', 'exp']);
  });

  it('rounds issuedAt down to whole seconds, before 1970 as well', async () => {
    const iat = async (issuedAt: Date): Promise<unknown> =>
      claimsOf(await createWidgetToken({ ...RIGHT, issuedAt })).iat;
    expect(await iat(new Date(1767225600999))).toBe(1767225600);
    expect(await iat(new Date(-1))).toBe(-1);
    expect(await iat(new Date(Date.UTC(5000, 0, 1) - 1))).toBe(95_617_583_999);
  });

  it('reads the time of a Date past methods of its own', async () => {
    const date = Object.assign(new Date(1767225600000), { getTime: () => 0, valueOf: () => 0 });
    expect(claimsOf(await createWidgetToken({ ...RIGHT, issuedAt: date })).iat).toBe(1767225600);
  });

  it('writes segment attributes of every type', async () => {
    const segmentAttributes = {
      'connect:Subtype': { ValueString: 'connect:Guide' },
      int: { ValueInteger: -7 },
      arn: { ValueArn: 'arn:aws:connect:eu-central-1:123456789012:instance/x' },
      list: { ValueList: [{ ValueString: 'ü' }, { ValueList: [] }] },
      map: { ValueMap: { inner: { ValueMap: {} }, ['__proto__']: { ValueInteger: 0 } } },
    };
    const claims = claimsOf(await createWidgetToken({ ...RIGHT, segmentAttributes }));
    expect(claims.segmentAttributes).toEqual(segmentAttributes);
  });
});

it.each([[{ name: 'Jane' }], [{ name: 'Jane', city: 'Zürich', note: '"' }]])(
  'bytesByAttribute is what the token loses without each of %j',
  (attributes) => {
    const { bytes, bytesByAttribute } = estimateTokenSize({ widgetId: WIDGET_ID, attributes });
    for (const [key, lost] of Object.entries(bytesByAttribute)) {
      const others = Object.fromEntries(Object.entries(attributes).filter(([other]) => other !== key));
      expect(bytes - lost).toBe(estimateTokenSize({ widgetId: WIDGET_ID, attributes: others }).bytes);
    }
  },
);

it.each(['"', '\\', '\n', '\u2028', ''])('the attribute %j is signed as it is', async (value) => {
  const { attributes } = claimsOf(await createWidgetToken({ ...RIGHT, attributes: { value } }));
  expect(attributes).toEqual({ value });
});
