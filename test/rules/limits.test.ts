// The limits that follow from others. The tests of each rule try its limit.

import { describe, expect, it } from 'vitest';
import {
  HEADER_CHARACTERS,
  MAX_CLAIMS_BYTES,
  MAX_SEGMENT_VALUES,
  MAX_TIME_SECONDS,
  SIGNATURE_CHARACTERS,
  tokenCharacters,
} from '../../src/rules/limits.js';

const base64url = (bytes: Buffer): string => bytes.toString('base64url');

const HEADER = base64url(Buffer.from('{"alg":"HS256","typ":"JWT"}'));
const SIGNATURE = base64url(Buffer.alloc(32));

describe('tokenCharacters', () => {
  it.each([0, 1, 2, 3, 4, 2242, 2243, 2244])(
    'returns the length of a token with claims of %i bytes',
    (bytes) => {
      const token = `${HEADER}.${base64url(Buffer.alloc(bytes))}.${SIGNATURE}`;
      expect(tokenCharacters(bytes)).toBe(token.length);
    },
  );
});

it('HEADER_CHARACTERS and SIGNATURE_CHARACTERS are the lengths of these parts in Base64url', () => {
  expect(HEADER_CHARACTERS).toBe(HEADER.length);
  expect(SIGNATURE_CHARACTERS).toBe(SIGNATURE.length);
});

it('MAX_CLAIMS_BYTES and MAX_SEGMENT_VALUES are the most that fit into a token', () => {
  expect(MAX_CLAIMS_BYTES).toBe(2243);
  expect(tokenCharacters(MAX_CLAIMS_BYTES)).toBe(3072);
  expect(MAX_SEGMENT_VALUES).toBe(149);
});

it('MAX_TIME_SECONDS is the start of the year 5000', () => {
  expect(MAX_TIME_SECONDS).toBe(Date.UTC(5000, 0, 1) / 1000);
});
