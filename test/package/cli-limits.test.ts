// The built command does not read what never ends, and refuses arguments that are not text.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLI, environment, FOLDER, SIGN, signed } from '../support/command.js';
import { SECRET } from '../support/helpers.js';

const KEY_TOO_LONG = '--secret-file has more than 64 KB. Pass a file that contains only the security key.';

const TOO_LONG = (name: string): string =>
  `${name} has more than 1 MB, of which no token can be made. Pass less.`;

describe.skipIf(process.platform === 'win32')('what never ends is refused, and not read on:', () => {
  it.each([
    ['the key', [...SIGN, '--secret-file', '/dev/zero'], KEY_TOO_LONG],
    ['attributes', [...SIGN, '--attributes', '/dev/zero'], TOO_LONG('--attributes')],
    ['a token', ['inspect'], TOO_LONG('Standard input')],
    ['the key in standard input', [...SIGN, '--secret-file=-'], KEY_TOO_LONG],
  ])('%s from /dev/zero', (_what, args, line) => {
    const command = `"$NODE" "$CLI" ${args.join(' ')} < /dev/zero`;
    const env = environment({ NODE: process.execPath, CLI });
    const { status, stderr } = spawnSync('/bin/sh', ['-c', command], {
      encoding: 'utf8',
      env,
      timeout: 60_000,
    });
    expect(stderr).toBe(`${line}\n`);
    expect(status).toBe(1);
  });

  it('a token from a pipe whose writer waits', async () => {
    const child = spawn(process.execPath, [CLI, 'inspect'], { env: environment() });
    const closed = once(child, 'close') as Promise<[status: number | null]>;
    child.stdin.on('error', () => undefined);
    child.stdin.write('x'.repeat(1_048_577));
    expect((await closed)[0]).toBe(1);
  });

  it('attributes from a FIFO whose writer waits', async () => {
    const path = join(FOLDER, 'fifo');
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    const writer = spawn('/bin/sh', ['-c', `head -c 1100000 /dev/zero > "$FIFO"; exec sleep 100`], {
      env: { ...process.env, FIFO: path },
    });
    // Keeps the FIFO open, as a writer does that has not ended.
    const holder = spawn('/bin/sh', ['-c', 'exec 3> "$FIFO"; exec sleep 100'], {
      env: { ...process.env, FIFO: path },
    });
    const child = spawn(process.execPath, [CLI, ...SIGN, '--attributes', path], { env: environment() });
    const [status] = (await once(child, 'close')) as [number | null];
    writer.kill();
    holder.kill();
    expect(status).toBe(1);
  });
});

describe.skipIf(process.platform !== 'linux')('an argument that is not UTF-8', () => {
  // spawn encodes arguments as UTF-8, so that a shell has to make these bytes.
  const run = (bytes: string): ReturnType<typeof spawnSync> => {
    const command = `"$NODE" "$CLI" sign --widget-id w --attribute "name=$(printf '${bytes}')"`;
    return spawnSync('/bin/sh', ['-c', command], {
      encoding: 'utf8',
      env: environment({ NODE: process.execPath, CLI }),
    });
  };

  it('is refused', () => {
    const { status, stdout, stderr } = run('Zo\\353');
    expect(stderr).toBe(
      'An argument is not UTF-8. Set the terminal to UTF-8, or pass the text in a file or in standard input.\n',
    );
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it('but U+FFFD itself is accepted', async () => {
    expect(run('Zo\\357\\277\\275').status).toBe(0);
    expect(await signed([...SIGN, '--attribute', `name=\ufffd`])).not.toContain(SECRET);
  });
});
