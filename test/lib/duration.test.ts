// Durations as people say them, in the messages about a token.

import { describe, expect, it } from 'vitest';
import { NOW, withClaims } from '../support/forgery.js';
import { inspect } from '../verify/reports.js';

describe('how long ago a token expired', () => {
  it.each([
    [1, '1 s'],
    [119, '119 s'],
    [120, '2 minutes'],
    [3600, '60 minutes'],
    [7199, '119 minutes'],
    [7200, '2 hours'],
    [172_799, '47 hours'],
    [172_800, '2 days'],
    [60 * 86_400, '60 days'],
    [5_259_600, '2 months'],
    [63_115_199, '23 months'],
    [63_115_200, '2 years'],
    [3.9 * 31_557_600, '3 years'],
  ])('%d s: %s', async (seconds, said) => {
    const exp = NOW - seconds;
    const { issues, expiresInSeconds } = await inspect(withClaims({ iat: exp - 500, exp }));
    expect(issues[0]?.message).toContain(`token expired ${said} ago.`);
    expect(expiresInSeconds).toBe(-seconds);
  });
});
