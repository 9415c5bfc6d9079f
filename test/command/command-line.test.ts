// The command line as a whole: what is refused before a command runs, the help and the version.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cli, expectRefusal, file, PRIVATE, SIGN } from '../support/command.js';
import { SECRET } from '../support/helpers.js';

const HELP =
  /^(Creates|Prints|Asks) [^]*Usage: amazon-connect-widget-token [^]*CONNECT_SECRET[^]*Exit status: 0 (success|no fault)/;

describe('a wrong command line', () => {
  it.each([
    [
      'a command that does not exist',
      ['login'],
      'There is no such command. The commands are sign, inspect and check: see --help.',
    ],
    ['no widget id', ['sign'], /^The widget id is missing\. Use --widget-id ID, or set CONNECT_WIDGET_ID\./],
    [
      'an option that does not exist',
      [...SIGN, '--atributes', 'x'],
      '--atributes is not an option of sign. Did you mean --attributes?',
    ],
    [
      'an unknown option without a command',
      ['--bogus'],
      /^--bogus is not an option\. The options are: .*--help/,
    ],
    ['an option of inspect for sign', [...SIGN, '--json'], /^--json is not an option of sign\./],
    [
      'an option of sign for inspect',
      ['inspect', '--attribute', 'a=b'],
      /^--attribute is not an option of inspect\./,
    ],
    ['a short option that does not exist', ['inspect', '-x'], /^-x is not an option of inspect\./],
    ['a negated option', ['inspect', '--no-json'], /^--no-json is not an option of inspect\./],
    ['a last option without its value', [...SIGN, '--customer-id'], /^--customer-id needs a value/],
    [
      'an option instead of a value',
      [...SIGN, '--customer-id', '--expires-in', '9'],
      /^--customer-id needs a value/,
    ],
    [
      'a value for an option that takes none',
      ['inspect', '--json=yes'],
      '--json does not have a value. Use only --json.',
    ],
    ['an option twice', [...SIGN, '--widget-id', 'b'], '--widget-id must be given only once.'],
    [
      'an operand',
      [...SIGN, '--attribute', 'name=Jane', 'Doe'],
      /^sign has only options\. Put quotes around a value with spaces: /,
    ],
    ['an attribute without =', [...SIGN, '--attribute', 'a=', '--attribute', PRIVATE], /number 2 has no "="/],
    [
      'an attribute twice',
      [...SIGN, '--attribute', 'a=1', '--attribute', 'a=2'],
      '--attribute number 2 has the key of an earlier one. Give each key once.',
    ],
  ])('is refused with one line: %s', async (_what, args, line) => {
    expectRefusal(await cli(args), 2, line);
  });

  it('is refused with a line for each problem', async () => {
    expectRefusal(
      await cli(['sign', '--widget-id', 'a', '--widget-id', 'b', '--atributes', 'x', '--json=1']),
      2,
      '--widget-id must be given only once.',
      '--atributes is not an option of sign. Did you mean --attributes?',
      /^--json is not an option of sign\./,
    );
    expectRefusal(
      await cli([...SIGN, '--attribute', 'a', '--attribute', 'b=1', '--attribute', 'b=2']),
      2,
      /number 1 has no "="/,
      /number 3 has the key of an earlier one/,
    );
    expectRefusal(
      await cli(['check', '--method', 'PUT', '--origin', 'x', '--timeout', '0']),
      2,
      /^The URL is missing/,
      /^--method must be/,
      /^--origin must be/,
      /^--timeout must be/,
    );
  });

  it.each(['attributes', 'segment-attributes'])(
    'is refused if --%s has JSON instead of a file',
    async (option) => {
      expectRefusal(
        await cli([...SIGN, `--${option}`, ` {"name":"${PRIVATE}"}`]),
        2,
        `--${option} needs a file with JSON, not the JSON itself, which process lists would show. Use --${option} FILE, or --${option} - for standard input.`,
      );
    },
  );

  it('is refused if --attributes and --attribute both give a key, which the message names', async () => {
    const args = [...SIGN, '--attributes', file('attributes.json', `{"name":"${PRIVATE}"}`)];
    const line = '"name" is in both --attributes and --attribute. Give each key once.';
    expectRefusal(await cli([...args, '--attribute', `name=${PRIVATE}`]), 2, line);
    expect((await cli([...args, '--attribute', 'toString=x'])).status).toBe(0);
  });

  it.each([
    [[...SIGN, '--attributes', '-', '--secret-file', '-'], '--secret-file, --attributes'],
    [[...SIGN, '--attributes=-', '--segment-attributes=-'], '--attributes, --segment-attributes'],
    [['inspect', '--secret-file', '-'], '--secret-file, the token'],
    [['inspect', '--secret-file', '-', '-'], '--secret-file, the token'],
  ])('is refused if two inputs should come from standard input: %s', async (args, names) => {
    const line = `Standard input can be only one of ${names}. Use a file for the others.`;
    expectRefusal(await cli(args, { input: SECRET }), 2, line);
  });
});

it('check refuses a widget id and a key that are swapped, before any request', async () => {
  const env = { CONNECT_WIDGET_ID: SECRET, CONNECT_SECRET: '00000000-0000-4000-8000-000000000000' };
  expectRefusal(
    await cli(['check', 'https://localhost:1'], { env }),
    1,
    /^ERR_WIDGET_ID_INVALID: CONNECT_WIDGET_ID and CONNECT_SECRET are swapped\./,
  );
});

it.each(['', ' '])('JSON instead of a file is recognized after %j', async (before) => {
  const args = [...SIGN, '--attributes', `${before}{"name":"${PRIVATE}"}`];
  expectRefusal(await cli(args), 2, /^--attributes needs a file with JSON, not the JSON itself/);
});

describe('the help', () => {
  it.each([
    ...[
      ['--help'],
      ['-h'],
      ['sign', '--help'],
      ['sign', '-h'],
      ['inspect', '-h'],
      ['--help', 'inspect'],
      ['help'],
      ['help', 'sign'],
    ],
    ['check', '-h'],
  ])('is printed on standard output: %s %s', async (...args) => {
    const { status, out, errors } = await cli(args);
    expect(errors).toEqual([]);
    expect(out).toMatch(HELP);
    expect(out).toContain(
      args.includes('sign') ? '--attribute ' : args.includes('check') ? '--header ' : 'inspect',
    );
    expect(status).toBe(0);
  });

  it('lists every option of a command', async () => {
    expect([...new Set((await cli(['sign', '-h'])).out.match(/--[a-z-]+/g))].sort()).toEqual([
      ...['--attribute', '--attributes', '--customer-id', '--expires-in', '--related-contact-id'],
      ...['--secret-file', '--segment-attributes', '--widget-id'],
    ]);
    expect([...new Set((await cli(['inspect', '-h'])).out.match(/--[a-z-]+/g))].sort()).toEqual([
      ...['--json', '--secret-file', '--widget-id'],
    ]);
    expect([...new Set((await cli(['check', '-h'])).out.match(/--[a-z-]+/g))].sort()).toEqual([
      ...['--header', '--json', '--method', '--origin', '--secret-file', '--timeout', '--widget-id'],
    ]);
  });

  it('is printed on standard error if there is no command', async () => {
    const { status, out, errors } = await cli([]);
    expect(out).toBe('');
    expect(errors.join('\n')).toMatch(HELP);
    expect(status).toBe(2);
  });
});

it('--version prints the version of package.json', async () => {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  expect(await cli(['--version'])).toEqual({ status: 0, out: `${version}\n`, errors: [] });
});
