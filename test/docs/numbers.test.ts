// The numbers on the pages are those of the source and of the last measurements.

import { describe, expect, it } from 'vitest';
import { MAX_ISSUES } from '../../src/errors.js';
import * as limits from '../../src/rules/limits.js';
import { read } from '../support/documents.js';

describe('docs/limits.md', () => {
  const tables =
    read('docs/limits.md')
      .match(/^\|.*\|$/gm)
      ?.join('\n') ?? '';
  const listed = Object.entries(limits).filter((entry): entry is [string, number] =>
    /^(M(AX|IN)|DEFAULT)_/.test(entry[0]),
  );

  it.each([...listed, ['MAX_ISSUES', MAX_ISSUES] as const])(
    'has the limit %s, which is %i',
    (_name, limit) => {
      expect(tables).toMatch(new RegExp(`(?<![-\\w])${limit}\\b`));
    },
  );
});

/** The microseconds for a token, one at a time, on the first Node.js: after the lower quartile. */
function medianOf(contestant: string): string | undefined {
  const [, steady = ''] = read('bench/RESULTS.md').split('### Steady');
  return new RegExp(`^\\| ${contestant} [\\d.]+ +\\| +[\\d.]+, ([\\d.]+) `, 'm').exec(steady)?.[1];
}

describe('docs/performance.md', () => {
  const rows = [...read('docs/performance.md').matchAll(/^\| (\S.*?) +\| +([\d.]+) \|/gm)];

  it.each(rows.map(([, contestant = '', time]) => [contestant, time]))(
    'has the time of bench/RESULTS.md for %s',
    (contestant, time) => {
      expect(time).toBe(medianOf(contestant));
    },
  );

  it('has a table', () => {
    expect(rows.length).toBeGreaterThan(5);
  });
});

it('docs/errors.md has every error code', () => {
  const codes = [...read('src/errors.ts').matchAll(/^ {2}\| '(ERR_\w+)'/gm)].map(([, code = '']) => code);
  expect(codes.length).toBeGreaterThan(30);
  const page = read('docs/errors.md');
  expect(codes.filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
});
