// The built command in its own process: the terminal, the pipes, the file. What it reads and prints is tested in
// test/command, which also runs with the built command.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLI, cli, environment, forge, SIGN, signed, type Result } from '../support/command.js';
import { WIDGET_ID } from '../support/helpers.js';

const ESCAPE = '\u001b';

describe('colours', () => {
  const claims = { attributes: { age: 45 } };

  it('are not used if the output is not a terminal', async () => {
    const results = [
      await cli(['inspect', forge(claims)]),
      await cli(['inspect', forge({})]),
      await cli(['--bogus']),
    ];
    for (const { out, errors } of results) expect(out + errors.join()).not.toContain(ESCAPE);
  });

  it('are used elsewhere if FORCE_COLOR is set, but not in JSON and not in a token', async () => {
    const env = { FORCE_COLOR: '1' };
    expect((await cli(['inspect', forge(claims)], { env })).out).toContain(ESCAPE);
    expect((await cli(['inspect', '--json', forge(claims)], { env })).out).not.toContain(ESCAPE);
    expect(await signed(SIGN, { env })).not.toBe('');
  });

  // Only the `script` of util-linux: macOS has one with other arguments, and Windows has none.
  const version = spawnSync('script', ['--version'], { encoding: 'utf8' });
  const hasTerminal = version.error === undefined && version.stdout.includes('util-linux');

  describe.skipIf(!hasTerminal)('in a terminal', () => {
    function inTerminal(args: string, env?: NodeJS.ProcessEnv): Result {
      const command = `"$NODE" "$CLI" ${args}`;
      const options = {
        encoding: 'utf8',
        env: environment({ NODE: process.execPath, CLI, SHELL: '/bin/sh', ...env }),
      } as const;
      const { status, stdout } = spawnSync('script', ['-qec', command, '/dev/null'], options);
      return { status, out: stdout, errors: [] };
    }

    it('are green for a valid token and red for an issue', () => {
      const right = inTerminal(`inspect ${forge({})}`);
      expect(right.out).toContain(`${ESCAPE}[1mHeader${ESCAPE}[0m`);
      expect(right.out.split('\r\n')[0]).toBe(
        `${ESCAPE}[32m✔ this token keeps every documented rule${ESCAPE}[0m`,
      );
      expect(right.out).not.toContain(`${ESCAPE}[31m`);
      expect(right.status).toBe(0);
      const wrong = inTerminal(`inspect ${forge(claims)}`);
      expect(wrong.out).toContain(`${ESCAPE}[31mERR_ATTRIBUTE_VALUE_NOT_STRING${ESCAPE}[0m: `);
      expect(wrong.status).toBe(1);
    });

    it.each<[env: NodeJS.ProcessEnv, hasColors: boolean]>([
      [{ NO_COLOR: '1' }, false],
      [{ NO_COLOR: '0' }, false],
      [{ NO_COLOR: undefined }, true],
      [{ NO_COLOR: '' }, true],
      [{ TERM: 'dumb' }, false],
      [{ TERM: 'dumb', FORCE_COLOR: '1' }, true],
      [{ FORCE_COLOR: '0' }, false],
      [{ FORCE_COLOR: 'false' }, false],
      [{ FORCE_COLOR: '' }, true],
      [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ])('with %j: %s', (env, hasColors) => {
      const { out } = inTerminal(`inspect ${forge(claims)}`, { TERM: 'xterm', ...env });
      expect(out.includes(ESCAPE)).toBe(hasColors);
    });

    it('are not used in JSON or in a token', () => {
      expect(inTerminal(`inspect --json ${forge(claims)}`).out).not.toContain(ESCAPE);
      expect(inTerminal(`sign --widget-id ${WIDGET_ID}`).out).toMatch(/^eyJ[\w.-]+\r\n$/);
    });
  });
});

describe('a closed pipe', () => {
  async function withClosedPipe(args: string[], input: string): Promise<{ status: unknown; errors: string }> {
    const child = spawn(process.execPath, [CLI, ...args], { env: environment() });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    // The command has not printed anything yet, because it waits for its standard input.
    child.stdout.destroy();
    const closed = once(child, 'close') as Promise<[status: number | null]>;
    child.stdin.end(input);
    return { status: (await closed)[0], errors };
  }

  it('on standard output is not an error', async () => {
    const attributes = [...SIGN, '--attributes', '-'];
    expect(await withClosedPipe(attributes, '{}')).toEqual({ status: 0, errors: '' });
    expect(await withClosedPipe(['inspect'], forge({}))).toEqual({ status: 0, errors: '' });
    expect(await withClosedPipe(['--help'], '')).toEqual({ status: 0, errors: '' });
  });

  it('on standard output does not change the exit status for an invalid token', async () => {
    expect(await withClosedPipe(['inspect'], 'no-token')).toEqual({ status: 1, errors: '' });
  });

  it.skipIf(process.platform === 'win32')('on standard error does not change the exit status', async () => {
    const child = spawn(process.execPath, [CLI, ...SIGN, '--attributes', '-'], { env: environment() });
    child.stderr.destroy();
    const closed = once(child, 'close');
    child.stdin.end('[]');
    expect((await closed)[0]).toBe(1);
  });
});

describe.skipIf(process.platform !== 'linux')('a full disk', () => {
  it('is reported in one line', () => {
    const command = `"$NODE" "$CLI" --version > /dev/full`;
    const env = environment({ NODE: process.execPath, CLI });
    const { status, stderr } = spawnSync('/bin/sh', ['-c', command], { encoding: 'utf8', env });
    expect(stderr).toBe('Standard output cannot be written (ENOSPC).\n');
    expect(status).toBe(1);
  });
});

it('the built command keeps its shebang, so that it can be run by its name', () => {
  expect(readFileSync(CLI, 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node');
});
