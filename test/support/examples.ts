// Code from the documentation, as files that can be compiled and run.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import ts from 'typescript';
import { afterAll, onTestFinished, vi } from 'vitest';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A folder for a test file's examples. It is below test/, so that their imports resolve. */
export function exampleFolder(): string {
  const parent = join(ROOT, 'test', '.examples');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'run-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

export function writeExample(folder: string, name: string, code: string): string {
  const file = join(folder, name);
  writeFileSync(file, code);
  return file;
}

/** The compiler's errors in these files, with the settings of the source. */
export function compileProblems(files: string[]): string[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  return ts
    .getPreEmitDiagnostics(ts.createProgram(files, options))
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
}

/** Runs a file, and returns what it prints as a terminal would show it. */
export async function printedBy(file: string): Promise<string> {
  const print = (...shown: unknown[]): string =>
    shown.map((one) => (typeof one === 'string' ? one : inspect(one))).join(' ') + '\n';
  const spies = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')];
  for (const spy of spies) spy.mockImplementation(() => undefined);
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore();
  });
  await import(file);
  return spies.flatMap((spy) => spy.mock.calls.map((shown) => print(...(shown as unknown[])))).join('');
}
