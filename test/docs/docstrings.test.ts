// The examples in the docstrings: each compiles, runs, and prints what stands beside it.

import * as root from 'amazon-connect-widget-token';
import * as handler from 'amazon-connect-widget-token/handler';
import * as verify from 'amazon-connect-widget-token/verify';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { compileProblems, exampleFolder, printedBy, ROOT, writeExample } from '../support/examples.js';
import { SECRET, WIDGET_ID } from '../support/helpers.js';

const folder = exampleFolder();

const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });

const sources = files
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ name: basename(file), source: readFileSync(join(ROOT, 'src', file), 'utf8') }));

const examples = sources.flatMap(({ name, source }) => {
  return [...source.matchAll(/^ \* ```ts\n(.*?)^ \* ```$/gms)].map(([, block = ''], index) => {
    const code = block.replace(/^ \* ?/gm, '');
    return { name: `${name} ${index + 1}`, code, file: writeExample(folder, `${index}-${name}`, code) };
  });
});

/** The docstring above what is exported by a name. */
function docstringOf(name: string): string {
  const declaration = new RegExp(`^export (?:async )?(?:function|class) ${name}\\b`, 'm');
  const [found] = sources.map(({ source }) => source.split(declaration)).filter(({ length }) => length > 1);
  const [before = ''] = found ?? [];
  return before.slice(before.lastIndexOf('/**'));
}

beforeEach(() => {
  vi.stubEnv('CONNECT_WIDGET_ID', WIDGET_ID);
  vi.stubEnv('CONNECT_SECRET', SECRET);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the examples in the docstrings', () => {
  it.each(Object.keys({ ...root, ...verify, ...handler }))('are there for %s, above it', (name) => {
    expect(docstringOf(name)).toMatch(new RegExp(`@example[^]*\\b${name}\\b`));
  });

  it('compile, strictly', () => {
    expect(compileProblems(examples.map(({ file }) => file))).toEqual([]);
  });

  it.each(examples)('run, and print what stands beside it: $name', async ({ code, file }) => {
    const printed = await printedBy(file);
    for (const [, promised = ''] of code.matchAll(/console\.\w+\(.*\); \/\/ (.*)$/gm)) {
      expect(printed).toContain(promised.replace(/…$/, ''));
    }
  });
});
