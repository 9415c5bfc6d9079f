// SECURITY names tests and commands that exist.

import { describe, expect, it } from 'vitest';
import { read } from '../support/documents.js';

const SECURITY = read('SECURITY.md');

describe('SECURITY', () => {
  const references = [...SECURITY.matchAll(/\]\((test\/[\w/-]+\.test\.ts)\): ((?:"[^"]+"(?:, )?)+)/g)];
  const named = references.flatMap(([, file = '', titles = '']) =>
    [...titles.matchAll(/"([^"]+)"/g)].map(([, title = '']) => [title, file] as const),
  );

  it.each(named)('names a test that exists: %s, in %s', (title, file) => {
    // At the start of a string, which is the title of a test or of a `describe`.
    expect(['"', "'", '`'].some((quote) => read(file).includes(quote + title))).toBe(true);
  });

  it('names tests', () => {
    expect(named.length).toBeGreaterThan(15);
  });

  it('has the number of faults in test/faults/RESULTS.md', () => {
    const faults = read('test/faults/RESULTS.md').match(/^\| (?!fault|---)/gm) ?? [];
    expect(SECURITY).toContain(`${faults.length} faults, [each with what happens]`);
  });

  it('names commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: object };
    const commands = [...SECURITY.matchAll(/`npm (?:run ([\w:]+)|(test))`/g)].map(
      ([, run, test]) => run ?? test ?? '',
    );
    expect(commands.length).toBeGreaterThan(5);
    for (const name of commands) expect(Object.keys(scripts)).toContain(name);
  });
});
