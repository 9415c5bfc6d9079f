// The clock, when it is not what a clock should be.

import { createWidgetToken, estimateTokenSize } from 'amazon-connect-widget-token';
import { inspectWidgetToken, verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { claimsOf, refusal, RIGHT } from '../support/helpers.js';

const now = vi.spyOn(Date, 'now');

afterEach(() => {
  now.mockReset();
});

const MAX_DATE = 8.64e15;

const thrower = (): never => {
  throw new Error('no clock');
};

describe('a clock that gives no time', () => {
  it.each([
    ['NaN', () => NaN],
    ['Infinity', () => Infinity],
    ['the first date that there is', () => -MAX_DATE],
    ['the last date that there is', () => MAX_DATE],
    ['nothing', () => undefined as never],
    ['a BigInt', () => 1767225600000n as never],
    ['an error', thrower],
  ])('is named as what is wrong, and not an option that was left out: %s', async (_what, time) => {
    now.mockImplementation(time);
    const problem =
      'was left out, and Date.now() gives no time before the year 5000. See what has replaced it.';
    const { issues } = await refusal(RIGHT);
    expect(issues).toEqual([
      { code: 'ERR_ISSUED_AT_INVALID', message: `issuedAt ${problem}`, path: ['issuedAt'] },
    ]);
    await expect(inspectWidgetToken('')).rejects.toThrow(`currentDate ${problem}`);
    expect(() => estimateTokenSize(RIGHT)).toThrow(`issuedAt ${problem}`);
  });

  it('does not matter beside a date that is given', async () => {
    now.mockReturnValue(NaN);
    expect(await createWidgetToken({ ...RIGHT, issuedAt: new Date(0) })).toMatch(/^eyJ/);
    expect(now).not.toHaveBeenCalled();
  });
});

describe('a clock that goes back', () => {
  it('makes tokens that are each right for the time at which they were made', async () => {
    let time = 1_900_000_000_000;
    now.mockImplementation(() => (time -= 3_600_000));
    const tokens = [await createWidgetToken(RIGHT), await createWidgetToken(RIGHT)];
    expect(tokens.map(claimsOf)).toMatchObject([
      { iat: 1_899_996_400, exp: 1_899_996_900 },
      { iat: 1_899_992_800, exp: 1_899_993_300 },
    ]);
  });

  it('by some seconds is what clockTolerance is for', async () => {
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
