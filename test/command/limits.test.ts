// What is too long, or has a key twice.

import { describe, expect, it } from 'vitest';
import { cli, expectRefusal, file, forge, SIGN, signed } from '../support/command.js';

const KEY_TOO_LONG = '--secret-file has more than 64 KB. Pass a file that contains only the security key.';

const TOO_LONG = (name: string): string =>
  `${name} has more than 1 MB, of which no token can be made. Pass less.`;

describe('a file that is too long is refused:', () => {
  it('of the key, with more than 64 KB', async () => {
    const env = { CONNECT_SECRET: '' };
    const path = file('long.txt', 'x'.repeat(65_537));
    expectRefusal(await cli([...SIGN, '--secret-file', path], { env }), 1, KEY_TOO_LONG);
    const longest = file('long.txt', 'x'.repeat(65_536));
    expectRefusal(
      await cli([...SIGN, '--secret-file', longest], { env }),
      1,
      /must have at most 1024 characters/,
    );
  });

  it('of attributes, or standard input, with more than 1 MB', async () => {
    const path = file('long.json', JSON.stringify({ a: 'x'.repeat(1_048_569) }));
    expectRefusal(await cli([...SIGN, '--attributes', path]), 1, TOO_LONG('--attributes'));
    const input = `${' '.repeat(1_048_577 - forge({}).length)}${forge({})}`;
    expectRefusal(await cli(['inspect'], { input }), 1, TOO_LONG('Standard input'));
    expect((await cli(['inspect'], { input: input.slice(1) })).status).toBe(0);
  });
});

describe('JSON with a key twice is refused', () => {
  it.each(['--attributes', '--segment-attributes'])('in %s', async (option) => {
    const line = `${option} must not have a key twice, because only one of the two counts. Remove one.`;
    expectRefusal(await cli([...SIGN, option, '-'], { input: '{"a":"b","\\u0061":"c"}' }), 1, line);
  });

  it('but not in two objects', async () => {
    const input = '{"a":{"ValueMap":{"a":{"ValueString":"b"}}}}';
    expect(await signed([...SIGN, '--segment-attributes', '-'], { input })).not.toBe('');
  });
});
