// What happens to standard input and to arguments that no test of the command can make.

import { readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CliError, Problems } from '../../src/cli/error.js';
import { readText } from '../../src/cli/read-text.js';
import { run } from '../../src/cli/run.js';
import { requireUtf8 } from '../../src/cli/utf8-arguments.js';
import { file } from '../support/command.js';

const NOT_UTF8 =
  'An argument is not UTF-8. Set the terminal to UTF-8, or pass the text in a file or in standard input.';

afterEach(() => {
  vi.restoreAllMocks();
});

function setStandardInput(stream: Readable, members: object = {}): void {
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(Object.assign(stream, members) as never);
}

describe('standard input', () => {
  it('that is a terminal is asked for', async () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    setStandardInput(Readable.from([Buffer.from('text')]), { isTTY: true });
    expect(await readText('-', 'Standard input')).toBe('text');
    expect(write.mock.calls).toEqual([['Reading standard input. Press Ctrl+D to end it.\n']]);
  });

  it('that is not a terminal is only read', async () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    setStandardInput(Readable.from([Buffer.from('te'), Buffer.from('xt')]));
    expect(await readText('-', 'Standard input')).toBe('text');
    expect(write).not.toHaveBeenCalled();
  });

  it.each([
    ['EIO', Object.assign(new Error('private'), { code: 'EIO' })],
    ['unknown', new Error('private')],
    ['unknown', { code: 'EIO' }],
  ])('that cannot be read is reported with its code: %s', async (code, error) => {
    const failing = new Readable({
      read() {
        this.destroy(error as Error);
      },
    });
    setStandardInput(failing);
    await expect(readText('-', 'Standard input')).rejects.toEqual(
      new CliError(1, `Standard input cannot be read (${code}).`),
    );
  });
});

it.skipIf(process.platform !== 'linux')('a file is closed after it was read', async () => {
  const path = file('short.txt', 'text');
  const open = (): number => readdirSync('/proc/self/fd').length;
  await readText(path, 'a file');
  const before = open();
  for (let index = 0; index < 20; index++) await readText(path, 'a file');
  expect(open()).toBeLessThan(before + 10);
});

it('an error of the command has a line for each problem', () => {
  const { message, lines } = new CliError(1, 'a', 'b');
  expect([message, lines]).toEqual(['a\nb', ['a', 'b']]);
});

describe('arguments with U+FFFD are refused', () => {
  const ARGS = ['sign', 'a\ufffdb'];

  it('if the command line is not UTF-8, or cannot be read', () => {
    const latin1 = file('cmdline', Buffer.from('sign\0a\xebb\0', 'latin1'));
    const refusal = new CliError(2, NOT_UTF8);
    expect(() => {
      requireUtf8(ARGS, latin1);
    }).toThrow(refusal);
    expect(() => {
      requireUtf8(ARGS, `${latin1}.missing`);
    }).toThrow(refusal);
    expect(() => {
      requireUtf8(['sign', 'ab'], latin1);
    }).not.toThrow();
  });

  it('but not if they were typed', () => {
    expect(() => {
      requireUtf8(ARGS, file('cmdline', ARGS.join('\0')));
    }).not.toThrow();
  });

  it.skipIf(process.platform !== 'linux')('but not if this process has a command line in UTF-8', () => {
    expect(() => {
      requireUtf8(ARGS);
    }).not.toThrow();
  });
});

describe('an error that is not of the command', () => {
  it('is not printed, as it may contain the key', async () => {
    const args = [{ includes: () => false }] as never;
    const outcome = await run(args);
    expect(outcome).toEqual({
      status: 1,
      errors: 'An unexpected error. It is not printed, because it may contain the key.\n',
    });
  });

  it('is thrown again by what collects the problems', () => {
    const error = new TypeError('a mistake in the code');
    expect(() =>
      new Problems().read(() => {
        throw error;
      }),
    ).toThrow(error);
  });
});
