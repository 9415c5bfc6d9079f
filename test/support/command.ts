// Runs the built command in its own process.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import jsonwebtoken from 'jsonwebtoken';
import { afterAll, expect } from 'vitest';
import { SECRET, WIDGET_ID } from './helpers.js';

export const CLI = fileURLToPath(new URL('../../dist/node/cli.js', import.meta.url));

export const FOLDER = mkdtempSync(join(tmpdir(), 'widget token cli '));

/** An example of a customer's data. */
export const PRIVATE = 'Jane-7f3a';

export const SIGN = ['sign', '--widget-id', WIDGET_ID];

interface Given {
  readonly input?: string | Buffer;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Result {
  readonly status: number | null;
  readonly out: string;
  readonly errors: string[];
}

afterAll(() => {
  rmSync(FOLDER, { recursive: true, force: true });
});

/** The environment of a user who has set only the key. */
export function environment(env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CONNECT_SECRET: SECRET,
    CONNECT_WIDGET_ID: '',
    NO_COLOR: '',
    FORCE_COLOR: undefined,
    ...env,
  };
}

export function cli(args: string[], { input = '', env }: Given = {}): Result {
  const options = { encoding: 'utf8', input, env: environment(env) } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], options);
  // These must be true of every run.
  expect(stdout + stderr).not.toContain(SECRET);
  expect(stderr).not.toContain(PRIVATE);
  expect(stderr).not.toMatch(/^\s+at |node:internal/m);
  return { status, out: stdout, errors: stderr.split('\n').filter((line) => line !== '') };
}

/** Writes a file, and returns its path. */
export function file(name: string, content: string | Buffer): string {
  const path = join(FOLDER, name);
  writeFileSync(path, content);
  return path;
}

/** The token that a valid `sign` prints. It must print a newline after it, and nothing else. */
export function signed(args: string[], given?: Given): string {
  const { status, out, errors } = cli(args, given);
  expect(errors).toEqual([]);
  expect(status).toBe(0);
  expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  return out.trim();
}

export function expectRefusal(result: Result, status: 1 | 2, ...lines: (string | RegExp)[]): void {
  expect(result.errors).toEqual(
    lines.map((line) => (typeof line === 'string' ? line : (expect.stringMatching(line) as unknown))),
  );
  expect(result.out).toBe('');
  expect(result.status).toBe(status);
}

export const now = (): number => Math.floor(Date.now() / 1000);

/** A token signed without the package. */
export function forge(claims: object, key: string | Buffer = SECRET): string {
  const iat = now();
  const all = { sub: WIDGET_ID, iat, exp: iat + 500, ...claims };
  return jsonwebtoken.sign(all, key, { algorithm: 'HS256' });
}

/** Runs the command without blocking this process, whose servers it asks. */
export async function cliAsync(args: string[], { input = '', env }: Given = {}): Promise<Result> {
  const child = spawn(process.execPath, [CLI, ...args], { env: environment(env) });
  const texts = { out: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.errors += text));
  const closed = once(child, 'close') as Promise<[status: number | null]>;
  child.stdin.end(input);
  const [status] = await closed;
  expect(texts.out + texts.errors).not.toContain(SECRET);
  return { status, out: texts.out, errors: texts.errors.split('\n').filter((line) => line !== '') };
}
