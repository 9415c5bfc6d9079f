// The examples in the docstrings compile, run, and print what their comments say.

import * as root from 'amazon-connect-widget-token';
import * as handler from 'amazon-connect-widget-token/handler';
import * as verify from 'amazon-connect-widget-token/verify';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { compileProblems, exampleFolder, printedBy, ROOT, writeExample } from '../support/examples.js';
import { SECRET, WIDGET_ID } from '../support/helpers.js';

const folder = exampleFolder();

const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });

const sources = files
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({
    name: file.replaceAll(/[/\\]/g, '-'),
    source: readFileSync(join(ROOT, 'src', file), 'utf8'),
  }));

const examples = sources.flatMap(({ name, source }) => {
  return [...source.matchAll(/^ \* ```ts\n(.*?)^ \* ```$/gms)].map(([, block = ''], index) => {
    const code = block.replace(/^ \* ?/gm, '');
    return { name: `${name} ${index + 1}`, code, file: writeExample(folder, `${index}-${name}`, code) };
  });
});

/** The docstring of an exported function or class. */
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

describe('the docstrings', () => {
  it.each(Object.keys({ ...root, ...verify, ...handler }))('have an example that uses %s', (name) => {
    expect(docstringOf(name)).toMatch(new RegExp(`@example[^]*\\b${name}\\b`));
  });

  it('have examples that compile with the settings of the source', () => {
    expect(compileProblems(examples.map(({ file }) => file))).toEqual([]);
  });

  it.each(examples)('have an example that prints what its comments say: $name', async ({ code, file }) => {
    const printed = await printedBy(file);
    for (const [, expected = ''] of code.matchAll(/console\.\w+\(.*\); \/\/ (.*)$/gm)) {
      expect(printed).toContain(expected.replace(/…$/, ''));
    }
  });
});
