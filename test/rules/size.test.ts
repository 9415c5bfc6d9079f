import { describe, expect, it } from 'vitest';
import { measureToken } from '../../src/rules/size.js';

describe('measureToken', () => {
  it('counts two bytes for each character', () => {
    expect(measureToken(100)).toEqual({
      characters: 100,
      bytes: 200,
      maxBytes: 6144,
      remainingBytes: 5944,
      fits: true,
    });
  });

  it('says that 3072 characters fit, and that 3073 do not', () => {
    expect(measureToken(3071)).toMatchObject({ remainingBytes: 2, fits: true });
    expect(measureToken(3072)).toMatchObject({ remainingBytes: 0, fits: true });
    expect(measureToken(3073)).toMatchObject({ remainingBytes: -2, fits: false });
  });
});
