import { describe, expect, it } from 'vitest';
import { replaceUnprintable } from '../../src/lib/printable.js';

const code = (character: string): string => `<${character.codePointAt(0)?.toString(16)}>`;

describe('replaceUnprintable', () => {
  it.each([
    ['control characters', 'a\0b\tc\nd\re\u001b[2Jf\u007fg\u009bh', 'a<0>b<9>c<a>d<d>e<1b>[2Jf<7f>g<9b>h'],
    ['line separators', 'a\u2028b\u2029c', 'a<2028>b<2029>c'],
    ['characters that change the direction of a line', 'a\u202eb\u2066c', 'a<202e>b<2066>c'],
    ['characters without width', 'a\u200bb\ufeffc\u{e0041}d', 'a<200b>b<feff>c<e0041>d'],
    ['halves of surrogate pairs', 'a\ud83db\udc4bc', 'a<d83d>b<dc4b>c'],
    ['private and unassigned characters', 'a\ue000b\u{10ffff}c', 'a<e000>b<10ffff>c'],
  ])('replaces %s', (_kind, text, expected) => {
    expect(replaceUnprintable(text, code)).toBe(expected);
  });

  it('does not replace letters, digits, punctuation, spaces and emoji', () => {
    const text = `Zoë "quoted" \\ 100 % — 東京 \u00a0👋`;
    expect(replaceUnprintable(text, code)).toBe(text);
  });
});
