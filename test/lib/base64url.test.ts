import { describe, expect, it } from 'vitest';
import { decodeBase64url } from '../../src/lib/base64url.js';

describe('decodeBase64url', () => {
  it('decodes every byte, at each of the three positions in a group', () => {
    for (let byte = 0; byte < 256; byte++) {
      for (const bytes of [[byte], [0, byte], [0, 0, byte], [byte, byte, byte, byte]]) {
        const text = Buffer.from(bytes).toString('base64url');
        expect(decodeBase64url(text)).toEqual(Uint8Array.from(bytes));
      }
    }
  });

  it('decodes an empty string to no bytes', () => {
    expect(decodeBase64url('')).toEqual(new Uint8Array());
  });

  it.each([
    ['with padding', 'YQ=='],
    ['with one padding character', 'YWI='],
    ['of the alphabet of Base64', '+/+/'],
    ['with white space before it', ' YWJj'],
    ['with a newline after it', 'YWJj\n'],
    ['with a space within it', 'YW Jj'],
    ['with bits that its one byte does not use', 'YR'],
    ['with bits that its two bytes do not use', 'YWJ'],
    ['of an impossible length', 'YWJjZ'],
    ['with a character of no alphabet', 'YW.j'],
    ['with a character that is not ASCII', 'YWéj'],
  ])('returns undefined for a string %s', (_what, text) => {
    expect(decodeBase64url(text)).toBeUndefined();
  });
});
