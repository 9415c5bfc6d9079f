import { describe, expect, it } from 'vitest';
import { utf8Length } from '../../src/lib/utf8.js';

describe('the length of a text in UTF-8', () => {
  it('is that of its bytes, for every character there is', () => {
    const wrong: number[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const character = String.fromCodePoint(code);
      if (utf8Length(character) !== Buffer.byteLength(character)) wrong.push(code);
    }
    expect(wrong).toEqual([]);
  });

  it('adds up', () => {
    expect(utf8Length('')).toBe(0);
    expect(utf8Length('aé€👋')).toBe(1 + 2 + 3 + 4);
  });
});
