// Runs the command. test/command runs in two projects of Vitest: with the source, and with what was built.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import jsonwebtoken from 'jsonwebtoken';
import { afterAll, expect, vi } from 'vitest';
import { SECRET, WIDGET_ID } from './helpers.js';

export const CLI = fileURLToPath(new URL('../../dist/node/cli.js', import.meta.url));

export const FOLDER = mkdtempSync(join(tmpdir(), 'widget token cli '));

const IS_BUILT = process.env.TEST_COMMAND === 'built';

/** An example of a customer's data. */
export const PRIVATE = 'Jane-7f3a';

export const SIGN = ['sign', '--widget-id', WIDGET_ID];

interface Given {
  readonly input?: string | Buffer;
  readonly env?: NodeJS.ProcessEnv;
}

interface Output {
  readonly status: number | null;
  readonly out: string;
  readonly errors: string;
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

/** Runs the command: as built, or as source in this process, where a mutant of the source is seen. */
export async function cli(args: string[], given?: Given): Promise<Result> {
  const { status, out, errors } = await (IS_BUILT ? runBuilt(args, given) : runSource(args, given));
  // These must be true of every run.
  expect(out + errors).not.toContain(SECRET);
  expect(errors).not.toContain(PRIVATE);
  expect(errors).not.toMatch(/^\s+at |node:internal/m);
  return { status, out, errors: errors.split('\n').filter((line) => line !== '') };
}

/** In its own process, without blocking this one, whose servers it may ask. */
async function runBuilt(args: string[], { input = '', env }: Given = {}): Promise<Output> {
  const child = spawn(process.execPath, [CLI, ...args], { env: environment(env) });
  const texts = { out: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.errors += text));
  const closed = once(child, 'close') as Promise<[status: number | null]>;
  // It may end before it has read all.
  child.stdin.on('error', () => undefined).end(input);
  const [status] = await closed;
  return { status, ...texts };
}

async function runSource(args: string[], { input = '', env }: Given = {}): Promise<Output> {
  const { run } = await import('../../src/cli/run.js');
  const { secretsRead } = await import('../../src/cli/input.js');
  secretsRead.length = 0;
  for (const [name, value] of Object.entries(environment(env))) vi.stubEnv(name, value);
  const stdin = Readable.from([Buffer.from(input)]);
  const stub = vi.spyOn(process, 'stdin', 'get').mockReturnValue(Object.assign(stdin, { fd: 0 }) as never);
  try {
    const { status, out = '', errors = '' } = await run(args);
    return { status, out, errors };
  } finally {
    stub.mockRestore();
    vi.unstubAllEnvs();
  }
}

/** Writes a file, and returns its path. */
export function file(name: string, content: string | Buffer): string {
  const path = join(FOLDER, name);
  writeFileSync(path, content);
  return path;
}

/** The token that a valid `sign` prints. It must print a newline after it, and nothing else. */
export async function signed(args: string[], given?: Given): Promise<string> {
  const { status, out, errors } = await cli(args, given);
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
