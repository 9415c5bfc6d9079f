// What of a token is not printed, and what is said about it.

import { describe, expect, it } from 'vitest';
import { findHidden } from '../../src/cli/hidden.js';
import type { Issue } from '../../src/errors.js';
import type { Inspection } from '../../src/verify.js';
import { SECRET } from '../support/helpers.js';

const SHAPE = 'kJ8s0vLq2Wc5Yx7Zb1Nn4Mm6Pp9Qq3Rr8Tt0Uu2Vv4E=';

const PART = SECRET.slice(4, 24);

const IS_SHAPE = 'the shape of a security key, and is not shown. If it is one, rotate the key.';

const find = (given: Partial<Inspection>): ReturnType<typeof findHidden> =>
  findHidden({ header: undefined, claims: undefined, issues: [], ...given } as Inspection, [SECRET]);

const issue = (code: Issue['code'], ...path: string[]): Issue => ({ code, message: 'x', path });

describe('what has the shape of a key', () => {
  it.each([
    [{ header: { kid: SHAPE } }, `header["kid"] has ${IS_SHAPE}`],
    [{ header: { [SHAPE]: 1 } }, `header has a name with ${IS_SHAPE}`],
    [{ claims: { note: `a ${SHAPE}.` } }, `note has ${IS_SHAPE}`],
    [{ claims: { [SHAPE]: 1 } }, `claims has a name with ${IS_SHAPE}`],
  ])('is told: %j', (given, note) => {
    const { notes, issues, hide } = find(given);
    expect(notes).toEqual([note]);
    expect(issues).toEqual([]);
    expect(hide(`a ${SHAPE} b`)).toBe('a (not shown) b');
  });

  it('is not told of the key itself, nor of other text', () => {
    expect(find({ claims: { note: SECRET } }).notes).toEqual([]);
    expect(find({ claims: { note: 'Jane' } }).notes).toEqual([]);
  });

  it('is hidden where only a part of it is', () => {
    const { hide } = find({ claims: { note: SHAPE } });
    expect(hide(`a ${SHAPE.slice(0, 20)} b`)).toBe('a (not shown) b');
  });
});

describe('a part of the key', () => {
  const claims = { attributes: { note: PART } };

  it('is a problem', () => {
    expect(find({ claims }).issues).toEqual([
      expect.objectContaining({ code: 'ERR_SECRET_EXPOSED', path: ['attributes', 'note'] }),
    ]);
    expect(find({ claims, issues: [issue('ERR_TOKEN_EXPIRED', 'token')] }).issues).toHaveLength(1);
  });

  it('is not another problem if the inspection has one with the key', () => {
    expect(find({ claims, issues: [issue('ERR_SECRET_EXPOSED', 'customerId')] }).issues).toEqual([]);
    expect(find({ claims, issues: [issue('ERR_TOKEN_WIDGET_ID', 'sub')] }).issues).toEqual([]);
  });

  it('is told until there are a hundred problems', () => {
    const parts = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`a${index}`, PART]));
    const others = Array.from({ length: 60 }, () => issue('ERR_TOKEN_EXPIRED', 'token'));
    expect(find({ claims: { attributes: parts } }).issues).toHaveLength(100);
    expect(find({ claims: { attributes: parts }, issues: others }).issues).toHaveLength(40);
  });
});
