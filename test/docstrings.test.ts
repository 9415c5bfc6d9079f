// The examples in the docstrings: each compiles, runs, and prints what stands beside it.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { compileProblems, exampleFolder, printedBy, ROOT, writeExample } from './examples.js';
import { SECRET, WIDGET_ID } from './helpers.js';

const folder = exampleFolder();

const examples = readdirSync(join(ROOT, 'src')).flatMap((name) => {
  const source = readFileSync(join(ROOT, 'src', name), 'utf8');
  return [...source.matchAll(/^ \* ```ts\n(.*?)^ \* ```$/gms)].map(([, block = ''], index) => {
    const code = block.replace(/^ \* ?/gm, '');
    return { name: `${name} ${index + 1}`, code, file: writeExample(folder, `${index}-${name}`, code) };
  });
});

beforeEach(() => {
  vi.stubEnv('CONNECT_WIDGET_ID', WIDGET_ID);
  vi.stubEnv('CONNECT_SECRET', SECRET);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the examples in the docstrings', () => {
  it('are there for each public function and the error', () => {
    const code = examples.map((example) => example.code).join('');
    for (const name of [
      'createWidgetToken(',
      'validateAttributes(',
      'estimateTokenSize(',
      'WidgetTokenError',
    ]) {
      expect(code).toContain(name);
    }
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
