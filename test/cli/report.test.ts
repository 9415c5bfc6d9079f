// The report of inspect for people, with the style of each part.

import { describe, expect, it } from 'vitest';
import type { Issue } from '../../src/errors.js';
import { formatReport } from '../../src/cli/report.js';
import type { Inspection } from '../../src/verify.js';

const RIGHT: Inspection = {
  header: { alg: 'HS256' },
  claims: { sub: 'w', iat: 1000, exp: 1500 },
  size: { characters: 10, bytes: 20, maxBytes: 6144, remainingBytes: 6124, fits: true },
  signature: 'valid',
  expiresInSeconds: 300,
  issues: [],
};

const issue = (code: Issue['code']): Issue => ({ code, message: `${code} is told.`, path: ['token'] });

const LIFETIME = issue('ERR_TOKEN_LIFETIME');

function report(inspection: Partial<Inspection>, notes: readonly string[] = []): string {
  return formatReport(
    { ...RIGHT, ...inspection },
    { hide: (text) => text.replace('told', 'hidden'), paint: (style, text) => `${style}(${text})`, notes },
  );
}

/** The line that begins with this heading. */
const lineOf = (heading: string, inspection: Partial<Inspection>): string | undefined =>
  report(inspection)
    .split('\n')
    .find((line) => line.startsWith(`bold(${heading})`))
    ?.slice(`bold(${heading}): `.length);

describe('the report', () => {
  it('of a valid token', () => {
    expect(report({})).toBe(`green(✔ this token keeps every documented rule)

bold(Header)
  {
    "alg": "HS256"
  }

bold(Claims)
  {
    "sub": "w",
    "iat": 1000,
    "exp": 1500
  }

bold(Size): green(20 of 6144 bytes)
  green(█${'░'.repeat(59)})

bold(Lifetime): green(5 minutes left), until 1970-01-01T00:25:00.000Z

bold(Signature): green(valid)
`);
  });

  it('of a wrong token, with a note', () => {
    const size = { characters: 3100, bytes: 6200, maxBytes: 6144, remainingBytes: -56, fits: false };
    const issues = [issue('ERR_TOKEN_TOO_LARGE'), issue('ERR_TOKEN_SIGNATURE')];
    const text = report({ size, issues, signature: 'invalid' }, ['a note that is told']);
    expect(text).toMatch(
      /^red\(✖ 2 problems\)\n {2}red\(ERR_TOKEN_TOO_LARGE\): ERR_TOKEN_TOO_LARGE is hidden\.\n {2}red\(ERR_TOKEN_SIGNATURE\): .*\n {2}yellow\(Note\): a note that is hidden\n\n/,
    );
    expect(text).toContain(`bold(Size): red(6200 of 6144 bytes)\n  red(${'█'.repeat(60)})\n`);
    expect(text).toContain('bold(Signature): red(invalid)\n');
  });

  it('of what cannot be read', () => {
    const text = report({
      header: undefined,
      claims: undefined,
      signature: 'unchecked',
      expiresInSeconds: undefined,
      issues: [LIFETIME],
    } as never);
    expect(text).toMatch(/^red\(✖ 1 problem\)\n/);
    expect(text).toContain('bold(Header)\n  cannot be read\n\nbold(Claims)\n  cannot be read\n\nbold(Size)');
    expect(text).toMatch(
      /bold\(Lifetime\): red\(unknown\)\n\nbold\(Signature\): unchecked \(the header cannot be read\)\n$/,
    );
  });
});

describe('the lifetime in the report', () => {
  it.each<[seconds: number, issues: Issue[], times: { iat: number; exp: number }, line: string]>([
    [1, [], { iat: 0, exp: 500 }, 'green(1 s left), until 1970-01-01T00:08:20.000Z'],
    [0, [], { iat: 0, exp: 500 }, 'red(expired 0 s ago), at 1970-01-01T00:08:20.000Z'],
    [-5, [], { iat: 0, exp: 500 }, 'red(expired 5 s ago), at 1970-01-01T00:08:20.000Z'],
    [
      5,
      [LIFETIME],
      { iat: 0, exp: 1199 },
      'red(5 s left, of 1199 s in all, where at most 10 minutes are allowed), until 1970-01-01T00:19:59.000Z',
    ],
    [
      5,
      [LIFETIME],
      { iat: 0, exp: 1200 },
      'red(5 s left, of 20 minutes in all, where at most 10 minutes are allowed), until 1970-01-01T00:20:00.000Z',
    ],
    [
      5,
      [LIFETIME],
      { iat: 100, exp: 100 },
      'red(5 s left, and it never was valid), until 1970-01-01T00:01:40.000Z',
    ],
  ])('of %d s, with %j and %j', (expiresInSeconds, issues, claims, line) => {
    expect(lineOf('Lifetime', { expiresInSeconds, issues, claims })).toBe(line);
  });
});

describe('the signature in the report', () => {
  it.each<[inspection: Partial<Inspection>, line: string]>([
    [{ issues: [issue('ERR_SECRET_INVALID')] }, 'red(valid only with this wrong key)'],
    [{ issues: [LIFETIME] }, 'green(valid)'],
    [{ signature: 'unchecked' }, 'unchecked (set CONNECT_SECRET, or use --secret-file FILE)'],
    [{ signature: 'unchecked', header: { alg: 'HS512' } }, 'unchecked (the algorithm is not HS256)'],
  ])('of %j', (inspection, line) => {
    expect(lineOf('Signature', inspection)).toBe(line);
  });
});
