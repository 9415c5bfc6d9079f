// What is left of a line that contains a secret.

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HIDDEN, hider } from '../../src/cli/hide.js';
import { SECRET } from '../support/helpers.js';

const COOKIE = 'session=6f1d0a7b-Jane-2c9e4b8d';

const hide = hider([SECRET, COOKIE]);

describe('only what shows a secret is hidden', () => {
  it.each([
    ['', ''],
    ['404. Check the path.', '404. Check the path.'],
    [SECRET, HIDDEN],
    [`attributes["${SECRET}"] is wrong.`, `attributes["${HIDDEN}"] is wrong.`],
    [`a ${SECRET.slice(3, 19)} b`, `a ${HIDDEN} b`],
    [`a ${SECRET.slice(3, 18)} b`, `a ${SECRET.slice(3, 18)} b`],
    [`${COOKIE}, ${SECRET}; ${COOKIE}`, `${HIDDEN}, ${HIDDEN}; ${HIDDEN}`],
    [`${SECRET}${SECRET}`, HIDDEN + HIDDEN],
  ])('%j', (text, rest) => {
    expect(hide(text)).toBe(rest);
  });

  it('and what is around the end of a cut name, of which a few characters are left', () => {
    expect(hide(`attributes["${SECRET.slice(0, 10)}…"] is wrong.`)).toBe(`attribu${HIDDEN}`);
    expect(hide(`${SECRET.slice(0, 3)}…`)).toBe(HIDDEN);
  });

  it('but all of a text that is too long to be a line', () => {
    const long = 'x'.repeat(5000 - SECRET.length);
    expect(hide(long + SECRET)).toBe(long + HIDDEN);
    expect(hide(`x${long}${SECRET}`)).toBe(HIDDEN);
    expect(hide('x'.repeat(6000))).toBe('x'.repeat(6000));
  });
});

it('no 16 consecutive characters of a secret are left, whatever is around them', () => {
  const secret = randomBytes(32).toString('base64');
  const part = fc
    .tuple(fc.nat(secret.length), fc.nat(secret.length))
    .map(([start, length]) => secret.slice(start, start + length));
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string(), fc.constant('…'))), (parts) => {
      const rest = hider([secret])(parts.join(''));
      for (let start = 0; start + 16 <= secret.length; start++) {
        expect(rest).not.toContain(secret.slice(start, start + 16));
      }
    }),
    { numRuns: 2000 },
  );
});
