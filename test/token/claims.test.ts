import { createWidgetToken } from 'amazon-connect-widget-token';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { claimsOf, RIGHT, WIDGET_ID } from '../support/helpers.js';

afterEach(() => {
  vi.useRealTimers();
});

describe('createWidgetToken', () => {
  it('signs only the widget id and the times if there are no other options', async () => {
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

  it('treats an option that is undefined like one that is left out', async () => {
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
});
