// The lifetime of a token, when it was issued, and clocks that are wrong.

import { createWidgetToken, estimateTokenSize } from 'amazon-connect-widget-token';
import { inspectWidgetToken, verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { claimsOf, codesAndPathsOf, refusal, RIGHT } from '../support/helpers.js';

const now = vi.spyOn(Date, 'now');

afterEach(() => {
  now.mockReset();
});

const MAX_DATE = 8.64e15;

const thrower = (): never => {
  throw new Error('no clock');
};

describe('the lifetime of a token', () => {
  it.each([1, 2, 599, 600])('may be %i seconds', async (expiresIn) => {
    const { iat, exp } = claimsOf(await createWidgetToken({ ...RIGHT, issuedAt: new Date(0), expiresIn }));
    expect(Number(exp) - Number(iat)).toBe(expiresIn);
  });

  it.each([0, 601])('must not be %i seconds', async (expiresIn) => {
    expect(await codesAndPathsOf({ expiresIn })).toEqual([['ERR_EXPIRES_IN_INVALID', 'expiresIn']]);
  });

  it('is 500 seconds by default', async () => {
    now.mockReturnValue(new Date('2026-01-01T00:00:00.999Z').getTime());
    expect(claimsOf(await createWidgetToken(RIGHT))).toMatchObject({ iat: 1767225600, exp: 1767226100 });
  });
});

describe('issuedAt', () => {
  const iat = async (issuedAt: Date | undefined): Promise<unknown> =>
    claimsOf(await createWidgetToken({ ...RIGHT, issuedAt })).iat;

  it('is rounded down to whole seconds, also before 1970', async () => {
    expect(await iat(new Date(1767225600999))).toBe(1767225600);
    expect(await iat(new Date(-1))).toBe(-1);
    expect(await iat(new Date(Date.UTC(5000, 0, 1) - 1))).toBe(95_617_583_999);
  });

  it.each([1_000_000_000, 1_767_225_600, 3_999_999_999])('is not one of seconds: %d', async (seconds) => {
    const problem = 'is in 1970, as a Date of seconds is. Pass new Date(seconds * 1000).';
    const date = new Date(seconds);
    const { issues } = await refusal({ ...RIGHT, issuedAt: date });
    expect(issues).toEqual([
      { code: 'ERR_ISSUED_AT_INVALID', message: `issuedAt ${problem}`, path: ['issuedAt'] },
    ]);
    await expect(inspectWidgetToken('', { currentDate: date })).rejects.toThrow(`currentDate ${problem}`);
    now.mockReturnValue(seconds);
    expect(await iat(undefined)).toBe(Math.floor(seconds / 1000));
  });

  it.each([0, 999_999_999, 4_000_000_000])('may be in 1970 otherwise: %d', async (milliseconds) => {
    expect(await iat(new Date(milliseconds))).toBe(Math.floor(milliseconds / 1000));
  });

  it('is read without methods of its own', async () => {
    const date = Object.assign(new Date(1767225600000), { getTime: () => 0, valueOf: () => 0 });
    expect(await iat(date)).toBe(1767225600);
  });
});

describe('a clock that does not return a time', () => {
  it.each([
    ['NaN', () => NaN],
    ['Infinity', () => Infinity],
    ['the first possible date', () => -MAX_DATE],
    ['the last possible date', () => MAX_DATE],
    ['undefined', () => undefined as never],
    ['a BigInt', () => 1767225600000n as never],
    ['an error', thrower],
  ])('is named as the problem with the date that was left out: %s', async (_what, time) => {
    now.mockImplementation(time);
    const problem = 'cannot be read from Date.now(). Check what has replaced it.';
    const { issues } = await refusal(RIGHT);
    expect(issues).toEqual([
      { code: 'ERR_ISSUED_AT_INVALID', message: `issuedAt ${problem}`, path: ['issuedAt'] },
    ]);
    await expect(inspectWidgetToken('')).rejects.toThrow(`currentDate ${problem}`);
    expect(() => estimateTokenSize(RIGHT)).toThrow(`issuedAt ${problem}`);
  });

  it('does not matter if a date is given', async () => {
    now.mockReturnValue(NaN);
    expect(await createWidgetToken({ ...RIGHT, issuedAt: new Date(0) })).toMatch(/^eyJ/);
    expect(now).not.toHaveBeenCalled();
  });
});

describe('a clock that goes back', () => {
  it('does not prevent tokens with the time at which each was created', async () => {
    let time = 1_900_000_000_000;
    now.mockImplementation(() => (time -= 3_600_000));
    const tokens = [await createWidgetToken(RIGHT), await createWidgetToken(RIGHT)];
    expect(tokens.map(claimsOf)).toMatchObject([
      { iat: 1_899_996_400, exp: 1_899_996_900 },
      { iat: 1_899_992_800, exp: 1_899_993_300 },
    ]);
  });

  it('by a few seconds is accepted with clockTolerance', async () => {
    now.mockReturnValue(1_900_000_000_000);
    const token = await createWidgetToken(RIGHT);
    now.mockReturnValue(1_899_999_995_000);
    await expect(verifyWidgetToken(token, RIGHT)).rejects.toHaveProperty('code', 'ERR_TOKEN_NOT_YET_VALID');
    expect(await verifyWidgetToken(token, { ...RIGHT, clockTolerance: 5 })).toHaveProperty(
      'iat',
      1_900_000_000,
    );
  });
});
