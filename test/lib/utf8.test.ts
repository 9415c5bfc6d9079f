import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodeUtf8, utf8Bytes, utf8Length } from '../../src/lib/utf8.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('utf8Length', () => {
  it('returns the number of bytes of every character', () => {
    const wrong: number[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const character = String.fromCodePoint(code);
      if (utf8Length(character) !== Buffer.byteLength(character)) wrong.push(code);
    }
    expect(wrong).toEqual([]);
  });

  it('adds up the bytes of the characters', () => {
    expect(utf8Length('')).toBe(0);
    expect(utf8Length('aé€👋')).toBe(1 + 2 + 3 + 4);
  });
});

describe('utf8Bytes', () => {
  it('returns the bytes of a string', () => {
    expect(utf8Bytes('aé€👋')).toEqual(Uint8Array.from(Buffer.from('aé€👋')));
  });

  it('returns a Uint8Array of this realm if TextEncoder is of another one', () => {
    const Other = runInNewContext('Uint8Array') as typeof Uint8Array;
    vi.stubGlobal(
      'TextEncoder',
      class {
        encode = (): Uint8Array => new Other([97, 98]);
      },
    );
    const bytes = utf8Bytes('ab');
    expect(bytes).toBeInstanceOf(Uint8Array);
    expect([...bytes]).toEqual([97, 98]);
  });
});

describe('decodeUtf8', () => {
  it('returns the string of UTF-8 bytes, with a byte order mark if there is one', () => {
    expect(decodeUtf8(Buffer.from('\0aé€👋'))).toBe('\0aé€👋');
    expect(decodeUtf8(Buffer.from('\ufeffa'))).toBe('\ufeffa');
    expect(decodeUtf8(new Uint8Array())).toBe('');
  });

  it('returns a character for each byte if the bytes are not UTF-8', () => {
    expect(decodeUtf8(Uint8Array.of(0x61, 0xff, 0xe9))).toBe('a\xff\xe9');
  });
});
