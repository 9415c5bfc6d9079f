// The code on the pages: TypeScript compiles, and prints what the page says. test/package/pages.test.ts runs what needs
// a build or other packages: JavaScript, commands, and imports of packages that this repository does not have.

import { Script } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { blocksOf, PAGES, showsOutput, type Block } from '../support/documents.js';
import { compileProblems, exampleFolder, printedBy, writeExample } from '../support/examples.js';
import { SECRET, WIDGET_ID } from '../support/helpers.js';
import { importsOthers, SESSION } from '../support/pages.js';

const folder = exampleFolder();
writeExample(folder, 'session.ts', SESSION);

const blocks = PAGES.flatMap((page) => blocksOf(page));

/** The blocks that are compiled here. A test uses the globals of its runner, as in Jest. */
const compiled = blocks
  .filter(({ language, code }) => language === 'ts' && !importsOthers(code))
  .map((block, index) => {
    const isTest = /^test\('/m.test(block.code);
    const globals = ['afterEach', 'expect', 'test', 'vi'].filter((name) =>
      new RegExp(`\\b${name}[(.]`).test(block.code),
    );
    const imported = isTest ? `import { ${globals.join(', ')} } from 'vitest';\n` : '';
    const file = writeExample(folder, `block-${index}.ts`, imported + block.code);
    return { ...block, isTest, file };
  });

beforeEach(() => {
  vi.stubEnv('CONNECT_WIDGET_ID', WIDGET_ID);
  vi.stubEnv('CONNECT_SECRET', SECRET);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('TypeScript on the pages', () => {
  it('compiles with the settings of the source', () => {
    expect(compiled.length).toBeGreaterThan(10);
    const problems = compileProblems(compiled.map(({ file }) => file));
    expect(
      problems.map((problem) =>
        compiled.reduce((text, { file, place }) => text.replace(file, place), problem),
      ),
    ).toEqual([]);
  });

  it.each(compiled.filter(({ output }) => output !== undefined))(
    'prints what the page says: $place',
    async ({ file, output = '' }) => {
      const printed = await printedBy(file);
      expect(showsOutput(output, printed) ? output : printed).toBe(output);
    },
  );
});

// Tests on the pages run here as tests.
for (const { isTest, file } of compiled) if (isTest) await import(file);

const CHECKS: Record<string, (block: Block) => void> = {
  ts: () => undefined,
  js: () => undefined,
  sh: () => undefined,
  // test/package/troubleshooting.test.ts runs it, against a server that it starts.
  console: () => undefined,
  json: ({ code }) => void JSON.parse(code),
  html({ code }) {
    const scripts = [...code.matchAll(/<script>\n([^]*?)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, script = ''] of scripts) new Script(script);
  },
};

it.each(blocks)('is of a language that a test runs, compiles or reads: $place, $language', (block) => {
  const check = CHECKS[block.language];
  if (check === undefined) expect.fail(`No test reads ${block.language || 'a block without a language'}.`);
  check(block);
});
