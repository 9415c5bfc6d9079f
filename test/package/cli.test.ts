// Runs the built command in its own process, and checks its output and its exit status. No message may
// contain the key or a customer's data.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import {
  CLI,
  cli,
  environment,
  expectRefusal,
  file,
  FOLDER,
  forge,
  now,
  PRIVATE,
  SIGN,
  signed,
  type Result,
} from '../support/command.js';
import { claimsOf, SECRET, WIDGET_ID } from '../support/helpers.js';

const HELP =
  /^(Creates|Prints|Asks) [^]*Usage: amazon-connect-widget-token [^]*CONNECT_SECRET[^]*Exit status: 0 (success|no fault)/;
const ESCAPE = '\u001b';

const NO_TOKEN =
  'There is no token: the input is empty. Did the endpoint answer 401? Use curl -i, which shows it.';
const NOT_JSON = (option: string): string =>
  `${option} must be valid JSON. Put names and strings in double quotes.`;

const NAME_BEFORE_KEY =
  'ERR_SECRET_INVALID: the key in --secret-file has a name before the key, as in an .env file. Pass only what follows the "=".';

describe('sign', () => {
  it('prints only a token, which jsonwebtoken verifies', () => {
    const token = signed([...SIGN, '--attribute', 'name=Jane', '--attribute', 'memberId=123456789']);
    const claims = jsonwebtoken.verify(token, SECRET, { algorithms: ['HS256'], subject: WIDGET_ID });
    const { iat = 0, exp } = claims as jsonwebtoken.JwtPayload;
    expect(Math.abs(iat - now())).toBeLessThan(30);
    expect(exp).toBe(iat + 500);
    expect(claims).toEqual({
      sub: WIDGET_ID,
      iat,
      exp,
      attributes: { name: 'Jane', memberId: '123456789' },
    });
  });

  it('accepts every option', () => {
    const segmentAttributes = { 'connect:Subtype': { ValueString: 'connect:Guide' } };
    const token = signed([
      ...SIGN,
      ...['--attributes', file('attributes.json', '{"tier":"gold"}'), '--attribute', 'name=Jane'],
      ...['--customer-id', 'customer', '--related-contact-id', 'contact'],
      ...['--segment-attributes', file('segments.json', JSON.stringify(segmentAttributes))],
      '--expires-in=60',
    ]);
    const { iat, exp, ...others } = claimsOf(token);
    expect(Number(exp) - Number(iat)).toBe(60);
    expect(others).toEqual({
      sub: WIDGET_ID,
      customerId: 'customer',
      relatedContactId: 'contact',
      segmentAttributes,
      attributes: { tier: 'gold', name: 'Jane' },
    });
  });

  it('makes a token without attributes if none are given', () => {
    expect(Object.keys(claimsOf(signed(SIGN)))).toEqual(['sub', 'iat', 'exp']);
  });

  it.each([
    ['an equals sign', 'a=b=c==', { a: 'b=c==' }],
    ['no characters', 'a=', { a: '' }],
    ['spaces, quotes and a line break', 'a= "b"\n', { a: ' "b"\n' }],
    ['characters outside ASCII', 'a=Zoë 🦊', { a: 'Zoë 🦊' }],
  ])('accepts an attribute whose value has %s', (_what, attribute, attributes) => {
    expect(claimsOf(signed([...SIGN, '--attribute', attribute])).attributes).toEqual(attributes);
    expect(claimsOf(signed([...SIGN, `--attribute=${attribute}`])).attributes).toEqual(attributes);
  });

  it('keeps an attribute named __proto__, from a file or from --attribute', () => {
    const path = file('proto.json', '{"__proto__":"a"}');
    const attributes = Object.entries(claimsOf(signed([...SIGN, '--attributes', path])).attributes ?? {});
    expect(attributes).toEqual([['__proto__', 'a']]);
    const token = signed([...SIGN, '--attribute', '__proto__=a', '--attribute', 'constructor=b']);
    expect(Object.entries(claimsOf(token).attributes ?? {})).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
  });

  it('accepts a value that begins with - after an equals sign', () => {
    expect(claimsOf(signed([...SIGN, '--customer-id=-1'])).customerId).toBe('-1');
  });

  it('accepts options before the command', () => {
    expect(claimsOf(signed(['--widget-id', WIDGET_ID, 'sign'])).sub).toBe(WIDGET_ID);
  });

  it.each(['--attributes', '--segment-attributes'])('reads %s from standard input', (option) => {
    const input = option === '--attributes' ? '{"a":"b"}' : '{"a":{"ValueString":"b"}}';
    const claims = claimsOf(signed([...SIGN, option, '-'], { input }));
    expect(claims.attributes ?? claims.segmentAttributes).toEqual(JSON.parse(input));
  });

  it('ignores a byte order mark', () => {
    const path = file('mark.json', '\ufeff{"a":"b"}\r\n');
    expect(claimsOf(signed([...SIGN, '--attributes', path])).attributes).toEqual({ a: 'b' });
  });

  it('takes the widget id from the environment, unless there is an option', () => {
    const env = { CONNECT_WIDGET_ID: 'from-environment' };
    expect(claimsOf(signed(['sign'], { env })).sub).toBe('from-environment');
    expect(claimsOf(signed(SIGN, { env })).sub).toBe(WIDGET_ID);
  });

  it('prints a token that inspect accepts', () => {
    expect(cli(['inspect'], { input: `${signed(SIGN)}\n` }).status).toBe(0);
  });
});

describe('the security key', () => {
  const env = { CONNECT_SECRET: '' };

  it.each([
    ['without a newline', SECRET],
    ['with a newline', `${SECRET}\n`],
    ["with Windows' newline", `${SECRET}\r\n`],
    ['after a byte order mark', `\ufeff${SECRET}\n`],
  ])('is read from a file or from standard input: %s', (_what, content) => {
    const path = file('key.txt', content);
    expect(jsonwebtoken.verify(signed([...SIGN, '--secret-file', path], { env }), SECRET)).toBeTruthy();
    const token = signed([...SIGN, '--secret-file', '-'], { env, input: content });
    expect(jsonwebtoken.verify(token, SECRET)).toBeTruthy();
  });

  it('is read from the file if the environment has another key', () => {
    const other = { CONNECT_SECRET: 'x'.repeat(44) };
    const token = signed([...SIGN, '--secret-file', file('key.txt', SECRET)], { env: other });
    expect(jsonwebtoken.verify(token, SECRET)).toBeTruthy();
  });

  it('is reported as missing, with the ways to set it', () => {
    const line = 'The security key is missing. Set CONNECT_SECRET, or use --secret-file FILE.';
    expectRefusal(cli(SIGN, { env }), 2, line);
    expectRefusal(cli(SIGN, { env: { CONNECT_SECRET: undefined } }), 2, line);
  });

  it.each([
    [
      'two newlines',
      `${SECRET}\n\n`,
      'ERR_SECRET_INVALID: the key in --secret-file must not have white space around it. Remove it.',
    ],
    [
      'quotes',
      `"${SECRET}"\n`,
      'ERR_SECRET_INVALID: the key in --secret-file must not have quotes around it. Remove them.',
    ],
    [
      'too few bytes',
      `${SECRET.slice(0, 31)}\n`,
      /^ERR_SECRET_INVALID: the key in --secret-file must have at least 32 bytes/,
    ],
    ['a line of an .env file', `CONNECT_SECRET=${SECRET}\n`, NAME_BEFORE_KEY],
    ['all lines of an .env file', `PORT=3000\nCONNECT_SECRET=${SECRET}\nLOG=1\n`, NAME_BEFORE_KEY],
    ['no content', '', '--secret-file is empty. Put the security key into the file.'],
    ['only a newline', '\n', '--secret-file is empty. Put the security key into the file.'],
    ['UTF-16', Buffer.from(`\ufeff${SECRET}`, 'utf16le'), '--secret-file must be text in UTF-8.'],
  ])('is refused from a file with %s', (_what, content, line) => {
    const result = cli([...SIGN, '--secret-file', file('key.txt', content)], { env });
    expectRefusal(result, 1, line);
    expect(result.errors.join()).not.toContain(SECRET.slice(0, 8));
  });

  it('is refused if CONNECT_SECRET has the name of a secret in a secret store', () => {
    const reference = { CONNECT_SECRET: '/Shop/AmazonConnect/ConnectSecret' };
    const line =
      'ERR_SECRET_INVALID: CONNECT_SECRET is a reference to the secret. Fetch its value, and pass that.';
    expectRefusal(cli(SIGN, { env: reference }), 1, line);
  });

  it.each([
    ['--secret', SECRET],
    [`--secret=${SECRET}`],
    ['-secret', SECRET],
    [`--SECRET=${SECRET}`],
    ['--secret'],
  ])('is refused as an argument, and not repeated in the message: %s', (...args) => {
    const line =
      '--secret does not exist: process lists and shell histories show arguments, so others may have seen this key. ' +
      'Set CONNECT_SECRET, or use --secret-file FILE.';
    for (const command of [SIGN, ['inspect', '--bogus'], ['--help']]) {
      expectRefusal(cli([...command, ...args]), 2, line);
    }
    expectRefusal(cli([...args, ...SIGN]), 2, line);
  });

  it.each([
    ['as the name of a file', [...SIGN, '--secret-file', SECRET], 1],
    ['as the name of the attributes file', [...SIGN, '--attributes', SECRET], 1],
    ['as an operand of sign', [...SIGN, SECRET], 2],
    ['as a command', [SECRET], 2],
    ['as an option', [...SIGN, `--${SECRET}`], 2],
    ['as options', [...SIGN, `-${SECRET}`], 2],
    ['after an option that does not exist', [...SIGN, '--key', SECRET], 2],
    ['in an option that does not exist', [...SIGN, `--key=${SECRET}`], 2],
    ['in an option that takes nothing', ['inspect', `--json=${SECRET}`], 2],
    ['as an attribute without a key', [...SIGN, '--attribute', SECRET.replace('=', '')], 2],
    ['as the lifetime', [...SIGN, '--expires-in', SECRET], 1],
    ['as a token', ['inspect', SECRET], 1],
  ])('is not repeated in the message if it is passed by mistake: %s', (_what, args, status) => {
    const result = cli(args);
    expect(result.status).toBe(status);
    expect(result.out + result.errors.join()).not.toContain(SECRET.slice(0, 8));
    if (args[0] !== 'inspect') expect(result.errors).toHaveLength(1);
  });
});

describe('sign refuses, with one line for each problem,', () => {
  it.each([
    [
      'numbers among the attributes',
      '{"age":45,"size":1}',
      [/^ERR_ATTRIBUTE_VALUE_NOT_STRING: attributes\["age"\]/, /^ERR_ATTRIBUTE_VALUE_NOT_STRING: .*"size"/],
    ],
    ['an array', `["${PRIVATE}"]`, [/^ERR_ATTRIBUTES_NOT_OBJECT: .* not Array/]],
    ['null', 'null', [/^ERR_ATTRIBUTES_NOT_OBJECT: .* not null/]],
    ['a string', `"${PRIVATE}"`, [/^ERR_ATTRIBUTES_NOT_OBJECT: .* not string/]],
    ['too much data', JSON.stringify({ pad: 'x'.repeat(4000) }), [/^ERR_TOKEN_TOO_LARGE: .*"pad"/]],
    ['invalid JSON', `{"name":"${PRIVATE}"`, [NOT_JSON('--attributes')]],
    ['text before JSON', `${PRIVATE} {}`, [NOT_JSON('--attributes')]],
    ['no content', '', [NOT_JSON('--attributes')]],
    ['Latin-1', Buffer.from('{"name":"Zo\xeb"}', 'latin1'), ['--attributes must be text in UTF-8.']],
  ])('a file with %s', (_what, content, lines) => {
    expectRefusal(cli([...SIGN, '--attributes', file('bad.json', content)]), 1, ...lines);
    expectRefusal(cli([...SIGN, '--attributes', '-'], { input: content }), 1, ...lines);
  });

  it('an array of attributes, even together with --attribute', () => {
    const args = [...SIGN, '--attributes', '-', '--attribute', 'a=b'];
    expectRefusal(cli(args, { input: '[]' }), 1, /^ERR_ATTRIBUTES_NOT_OBJECT/);
  });

  it.each(['--attributes', '--segment-attributes', '--secret-file'])(
    'a file that cannot be read: %s',
    (name) => {
      expectRefusal(
        cli([...SIGN, name, join(FOLDER, PRIVATE)]),
        1,
        `${name} cannot be read (ENOENT). Pass the name of a file, or - for standard input.`,
      );
      expectRefusal(
        cli([...SIGN, name, '']),
        1,
        `${name} cannot be read (ENOENT). Pass the name of a file, or - for standard input.`,
      );
      expectRefusal(
        cli([...SIGN, name, FOLDER]),
        1,
        /cannot be read \(E\w+\)\. Pass the name of a file, or - for standard input\.$/,
      );
    },
  );

  it('invalid segment attributes', () => {
    const args = [...SIGN, '--segment-attributes', file('segments.json', '{"a":"b","c":1}')];
    const line = /^ERR_SEGMENT_ATTRIBUTES_INVALID: segmentAttributes\["(a|c)"\]/;
    expectRefusal(cli(args), 1, line, line);
    expectRefusal(cli([...SIGN, '--segment-attributes', '-']), 1, NOT_JSON('--segment-attributes'));
  });

  it.each(['0', '601', '1.5', '5m', '', ' ', 'Infinity'])('a lifetime of %j', (seconds) => {
    expectRefusal(cli([...SIGN, `--expires-in=${seconds}`]), 1, /^ERR_EXPIRES_IN_INVALID/);
  });

  it('a lifetime with a unit, and says that it is a number of seconds', () => {
    const line =
      'ERR_EXPIRES_IN_INVALID: --expires-in must be seconds, a whole number from 1 to 600 (10 minutes), as in --expires-in 600.';
    expectRefusal(cli([...SIGN, '--expires-in', '10m']), 1, line);
  });

  it('all problems at once', () => {
    const args = ['sign', '--widget-id=', '--customer-id=', '--related-contact-id=', '--attribute', '=a'];
    expectRefusal(
      cli(args, { env: { CONNECT_SECRET: 'short' } }),
      1,
      /^ERR_WIDGET_ID_INVALID: --widget-id is missing/,
      /^ERR_CUSTOMER_ID_INVALID: /,
      /^ERR_RELATED_CONTACT_ID_INVALID: /,
      /^ERR_ATTRIBUTE_KEY_INVALID: attributes\[""\]/,
      /^ERR_SECRET_INVALID: /,
    );
  });

  it('an attribute key with control characters, which it escapes', () => {
    const { errors } = cli([...SIGN, '--attributes', '-'], {
      input: '{"a\\nb\\u009b\\u202e\\u001b[31m":"c"}',
    });
    expect(errors).toHaveLength(1);
    expect(errors[0]).not.toMatch(/[\p{C}]/u);
  });
});

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
  ])('is refused with one line: %s', (_what, args, line) => {
    expectRefusal(cli(args), 2, line);
  });

  it('is refused with a line for each problem', () => {
    expectRefusal(
      cli(['sign', '--widget-id', 'a', '--widget-id', 'b', '--atributes', 'x', '--json=1']),
      2,
      '--widget-id must be given only once.',
      '--atributes is not an option of sign. Did you mean --attributes?',
      /^--json is not an option of sign\./,
    );
    expectRefusal(
      cli([...SIGN, '--attribute', 'a', '--attribute', 'b=1', '--attribute', 'b=2']),
      2,
      /number 1 has no "="/,
      /number 3 has the key of an earlier one/,
    );
    expectRefusal(
      cli(['check', '--method', 'PUT', '--origin', 'x', '--timeout', '0']),
      2,
      /^The URL is missing/,
      /^--method must be/,
      /^--origin must be/,
      /^--timeout must be/,
    );
  });

  it.each(['attributes', 'segment-attributes'])('is refused if --%s has JSON instead of a file', (option) => {
    expectRefusal(
      cli([...SIGN, `--${option}`, ` {"name":"${PRIVATE}"}`]),
      2,
      `--${option} needs a file with JSON, not the JSON itself, which process lists would show. Use --${option} FILE, or --${option} - for standard input.`,
    );
  });

  it('is refused if --attributes and --attribute both give a key, which the message names', () => {
    const args = [...SIGN, '--attributes', file('attributes.json', `{"name":"${PRIVATE}"}`)];
    const line = '"name" is in both --attributes and --attribute. Give each key once.';
    expectRefusal(cli([...args, '--attribute', `name=${PRIVATE}`]), 2, line);
    expect(cli([...args, '--attribute', 'toString=x']).status).toBe(0);
  });

  it.each([
    [[...SIGN, '--attributes', '-', '--secret-file', '-'], '--secret-file, --attributes'],
    [[...SIGN, '--attributes=-', '--segment-attributes=-'], '--attributes, --segment-attributes'],
    [['inspect', '--secret-file', '-'], '--secret-file, the token'],
    [['inspect', '--secret-file', '-', '-'], '--secret-file, the token'],
  ])('is refused if two inputs should come from standard input: %s', (args, names) => {
    const line = `Standard input can be only one of ${names}. Use a file for the others.`;
    expectRefusal(cli(args, { input: SECRET }), 2, line);
  });
});

describe('the help', () => {
  it.each([
    ...[['--help'], ['-h'], ['sign', '--help'], ['sign', '-h'], ['inspect', '-h'], ['--help', 'inspect']],
    ['check', '-h'],
  ])('is printed on standard output: %s %s', (...args) => {
    const { status, out, errors } = cli(args);
    expect(errors).toEqual([]);
    expect(out).toMatch(HELP);
    expect(out).toContain(
      args.includes('sign') ? '--attribute ' : args.includes('check') ? '--header ' : 'inspect',
    );
    expect(status).toBe(0);
  });

  it('lists every option of a command', () => {
    expect([...new Set(cli(['sign', '-h']).out.match(/--[a-z-]+/g))].sort()).toEqual([
      ...['--attribute', '--attributes', '--customer-id', '--expires-in', '--related-contact-id'],
      ...['--secret-file', '--segment-attributes', '--widget-id'],
    ]);
    expect([...new Set(cli(['inspect', '-h']).out.match(/--[a-z-]+/g))].sort()).toEqual([
      ...['--json', '--secret-file', '--widget-id'],
    ]);
    expect([...new Set(cli(['check', '-h']).out.match(/--[a-z-]+/g))].sort()).toEqual([
      ...['--header', '--json', '--method', '--origin', '--secret-file', '--timeout', '--widget-id'],
    ]);
  });

  it('is printed on standard error if there is no command', () => {
    const { status, out, errors } = cli([]);
    expect(out).toBe('');
    expect(errors.join('\n')).toMatch(HELP);
    expect(status).toBe(2);
  });
});

it('--version prints the version of package.json', () => {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  expect(cli(['--version'])).toEqual({ status: 0, out: `${version}\n`, errors: [] });
});

describe('inspect', () => {
  it('shows the content, size, lifetime and signature of a valid token', () => {
    const { status, out, errors } = cli(['inspect', signed([...SIGN, '--attribute', 'name=Jane'])]);
    expect(errors).toEqual([]);
    expect(out).toMatch(/^✔ this token keeps every documented rule\n\nHeader\n {2}\{\n {4}"alg": "HS256",\n/);
    expect(out).toMatch(/^ {4}"typ": "JWT"\n {2}\}\n\nClaims\n {2}\{/m);
    expect(out).toContain('"name": "Jane"');
    expect(out).toMatch(/^Size: \d+ of 6144 bytes\n {2}█+░+\n/m);
    expect(out).toMatch(/^Lifetime: [78] minutes left, until \d{4}-\d\d-\d\dT[\d:.]+Z$/m);
    expect(out).toMatch(/\n\nSignature: valid\n$/);
    expect(status).toBe(0);
  });

  it('shows every problem and how to fix it', () => {
    const claims = { sub: 'other', iat: 1767225600, exp: 1767229200, attributes: { age: 45 } };
    const token = forge(claims, Buffer.from(SECRET, 'base64'));
    const { status, out, errors } = cli(['inspect', '--widget-id', WIDGET_ID, token]);
    expect(errors).toEqual([]);
    expect(out).toMatch(
      /^Lifetime: expired \d+ \w+ ago, of 60 minutes in all, where at most 10 minutes are allowed, at 2026-01-01T01:00:00\.000Z$/m,
    );
    expect(out).toMatch(/^Signature: invalid$/m);
    const issues = out.slice(0, out.indexOf('Header'));
    expect(issues).toMatch(/^✖ 5 problems\n/);
    expect(issues).toMatch(
      /^ {2}ERR_TOKEN_SIGNATURE: .*Base64-decoded key\. Sign with the key as text, as Connect shows it\.$/m,
    );
    expect(issues).toMatch(/^ {2}ERR_TOKEN_LIFETIME: token .*3600 s\. Set iat to /m);
    expect(issues).toMatch(
      /^ {2}ERR_TOKEN_WIDGET_ID: sub is not the expected widget id \(--widget-id\)\. The widget id is /m,
    );
    expect(issues).toMatch(/^ {2}ERR_TOKEN_EXPIRED: token expired \d+ \w+ ago\. Create /m);
    expect(issues).toMatch(
      /^ {2}ERR_ATTRIBUTE_VALUE_NOT_STRING: attributes\["age"\].* Use stringifyAttributes\(row, \['age'\]\)\.$/m,
    );
    expect(status).toBe(1);
  });

  it('shows a full bar for a token that is too large', () => {
    const { status, out } = cli(['inspect'], { input: forge({ attributes: { pad: 'x'.repeat(4000) } }) });
    expect(out).toMatch(/^Size: 1\d{4} of 6144 bytes\n {2}█{60}\n/m);
    expect(out).toContain('ERR_TOKEN_TOO_LARGE');
    expect(status).toBe(1);
  });

  it('reports input that is not a token, and a token with another algorithm', () => {
    const { status, out } = cli(['inspect', 'no-token']);
    expect(out).toMatch(/^✖ 1 problem\n.*\n\nHeader\n {2}cannot be read\n\nClaims\n {2}cannot be read\n/);
    expect(out).toMatch(/^Lifetime: unknown$/m);
    expect(out).toContain('ERR_TOKEN_MALFORMED');
    expect(status).toBe(1);
    const other = cli(['inspect', jsonwebtoken.sign({}, SECRET, { algorithm: 'HS512' })]);
    expect(other.out).toMatch(/^Signature: unchecked \(the algorithm is not HS256\)$/m);
    expect(other.out).toContain('ERR_TOKEN_ALGORITHM');
    expect(other.status).toBe(1);
  });

  it('works without a key, and then says that the signature is unchecked', () => {
    const { status, out } = cli(['inspect', forge({})], { env: { CONNECT_SECRET: '' } });
    expect(out).toMatch(/^✔ this token keeps every documented rule\. The signature was not checked\n/);
    expect(out).toMatch(/^Signature: unchecked \(set CONNECT_SECRET, or use --secret-file FILE\)$/m);
    expect(status).toBe(0);
  });

  it('reads the key from a file or from standard input', () => {
    const token = forge({});
    const env = { CONNECT_SECRET: '' };
    const path = file('key.txt', `${SECRET}\n`);
    expect(cli(['inspect', token, '--secret-file', path], { env }).out).toContain('Signature: valid');
    const input = `${SECRET}\n`;
    expect(cli(['inspect', token, '--secret-file=-'], { env, input }).out).toContain('Signature: valid');
  });

  it('reports a problem with the key itself', () => {
    const { status, out } = cli(['inspect', forge({})], { env: { CONNECT_SECRET: `${SECRET}\n` } });
    expect(out).toMatch(
      /^ {2}ERR_SECRET_INVALID: CONNECT_SECRET must not have white space around it\. Remove it\.$/m,
    );
    expect(out).toMatch(/^ {2}ERR_TOKEN_SIGNATURE: /m);
    expect(status).toBe(1);
  });

  it('compares the token with the widget id of the option or of the environment', () => {
    const args = ['inspect', forge({})];
    expect(cli([...args, '--widget-id', WIDGET_ID]).status).toBe(0);
    expect(cli([...args, '--widget-id', 'other']).out).toContain('ERR_TOKEN_WIDGET_ID');
    expect(cli(args, { env: { CONNECT_WIDGET_ID: 'other' } }).out).toContain('ERR_TOKEN_WIDGET_ID');
    expectRefusal(cli([...args, '--widget-id=']), 1, /^ERR_WIDGET_ID_INVALID: /);
  });

  it.each<[what: string, wrap: (token: string) => string]>([
    ['white space around it', (token) => `\n\t ${token} \r\n`],
    ['line breaks in it', (token) => token.replace(/.{40}/g, '$&\r\n  ')],
    ['Bearer before it', (token) => `Bearer ${token}`],
    ['bearer and a line break before it', (token) => `bearer\n${token}\n`],
    ['double quotes around it', (token) => `"${token}"`],
    ['single quotes and spaces around it', (token) => ` '${token}' `],
    ['quotes around it and Bearer', (token) => `"Bearer ${token}"`],
    ['curly quotes around it', (token) => `“${token}”`],
    ['a byte order mark before it', (token) => `\ufeff${token}`],
    ['the JSON of the endpoint around it', (token) => JSON.stringify({ data: token })],
    ['JSON in several lines around it', (token) => JSON.stringify({ other: null, data: token }, null, 2)],
  ])('accepts a token with %s', (_what, wrap) => {
    const token = forge({});
    const size = `Size: ${2 * token.length} of`;
    for (const result of [
      cli(['inspect'], { input: wrap(token) }),
      cli(['inspect', '-'], { input: wrap(token) }),
      cli(['inspect', wrap(token)]),
    ]) {
      expect(result.out).toContain(size);
      expect(result.status).toBe(0);
    }
  });

  it('accepts a token in several arguments', () => {
    expect(cli(['inspect', 'Bearer', forge({})]).status).toBe(0);
  });

  it.each([
    ['incomplete JSON', `{"data":"${PRIVATE}`],
    ['null', 'null'],
  ])('reports that there is no token in %s', (_what, input) => {
    const { status, out } = cli(['inspect'], { input });
    expect(out).toContain('ERR_TOKEN_MALFORMED');
    expect(out).not.toContain(PRIVATE);
    expect(status).toBe(1);
  });

  it.each(['', '\n', '""', 'Bearer '])('reports that there is no token in %j', (input) => {
    expectRefusal(cli(['inspect'], { input }), 1, NO_TOKEN);
    expectRefusal(cli(['inspect', input]), 1, NO_TOKEN);
  });

  it('refuses input that is not UTF-8', () => {
    const input = Buffer.from([0x65, 0xff, 0xfe]);
    expectRefusal(cli(['inspect'], { input }), 1, 'Standard input must be text in UTF-8.');
  });

  it('escapes control characters in its report and in its JSON', () => {
    const name = '\u001b]0;title\u0007\u009b31m\u007f\u202e\u2028\u2029\u200b\u2066\udb40\udc41\n';
    const token = forge({ [name]: name, attributes: { name, emoji: '🦊 ë 日本' } });
    const report = cli(['inspect', token]).out;
    const json = cli(['inspect', '--json', token]).out;
    for (const out of [report, json]) {
      expect(out.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      expect(out).toContain('\\u001b]0;title\\u0007\\u009b31m\\u007f\\u202e\\u2028\\u2029\\u200b\\u2066');
      expect(out).toContain('🦊 ë 日本');
    }
    expect(JSON.parse(json)).toMatchObject({ claims: { [name]: name, attributes: { name } } });
  });

  it('does not fail on unexpected claims', () => {
    const odd = '{"__proto__":{"exp":1},"constructor":null,"toJSON":"x","sub":1,"iat":-1e308,"exp":1e10}';
    const head = Buffer.from('{"alg":"HS256"}').toString('base64url');
    const { status, out, errors } = cli(['inspect', `${head}.${Buffer.from(odd).toString('base64url')}.AA`]);
    expect(errors).toEqual([]);
    expect(out).toContain('"__proto__": {');
    expect(out).toContain('until 2286-');
    expect(status).toBe(1);
  });

  describe('--json', () => {
    it('prints the inspection of a valid token', () => {
      const token = forge({ attributes: { name: 'Jane' } });
      const { status, out, errors } = cli(['inspect', '--json', token]);
      expect(errors).toEqual([]);
      const characters = token.length;
      expect(JSON.parse(out)).toEqual({
        header: { alg: 'HS256', typ: 'JWT' },
        claims: claimsOf(token),
        size: {
          characters,
          bytes: 2 * characters,
          maxBytes: 6144,
          remainingBytes: 6144 - 2 * characters,
          fits: true,
        },
        signature: 'valid',
        expiresInSeconds: expect.any(Number) as unknown,
        issues: [],
      });
      expect(status).toBe(0);
    });

    it('prints the issues of an invalid token', () => {
      const { status, out } = cli(['inspect', '--json'], { input: 'no-token' });
      const { issues, ...others } = JSON.parse(out) as { issues: object[] };
      expect(issues).toMatchObject([{ code: 'ERR_TOKEN_MALFORMED', path: ['token'] }]);
      expect(Object.keys(others)).toEqual(['size', 'signature']);
      expect(status).toBe(1);
    });
  });
});

describe('colours', () => {
  const claims = { attributes: { age: 45 } };

  it('are not used if the output is not a terminal', () => {
    const results = [cli(['inspect', forge(claims)]), cli(['inspect', forge({})]), cli(['--bogus'])];
    for (const { out, errors } of results) expect(out + errors.join()).not.toContain(ESCAPE);
  });

  it('are used elsewhere if FORCE_COLOR is set, but not in JSON and not in a token', () => {
    const env = { FORCE_COLOR: '1' };
    expect(cli(['inspect', forge(claims)], { env }).out).toContain(ESCAPE);
    expect(cli(['inspect', '--json', forge(claims)], { env }).out).not.toContain(ESCAPE);
    expect(signed(SIGN, { env })).not.toBe('');
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

describe('the key', () => {
  it.each([[SECRET], [SECRET, SECRET], [SECRET + 'x']])(
    'is not repeated in the message if it is passed as an attribute: %#',
    (...values) => {
      const { status, out, errors } = cli([...SIGN, ...values.flatMap((value) => ['--attribute', value])]);
      expect(out + errors.join()).not.toContain(SECRET.slice(0, 16));
      expect(errors).toHaveLength(1);
      expect(status).toBe(2);
    },
  );
});

describe('claims that are nested too deeply to print', () => {
  it('are reported in one line', () => {
    const token = `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${Buffer.from(`{"attributes":${'['.repeat(5000)}${']'.repeat(5000)}}`).toString('base64url')}.AA`;
    for (const options of [[], ['--json']]) {
      const line = 'The token is nested too deeply to be printed. Contact attributes are strings.';
      expectRefusal(cli(['inspect', ...options], { input: token }), 1, line);
    }
  });
});

it.each(['Bearer ', '"', ' '])(
  'inspect reports %j before the token in the JSON of the endpoint',
  (before) => {
    const { status, out } = cli(['inspect'], { input: JSON.stringify({ data: before + forge({}) }) });
    const line =
      'ERR_TOKEN_MALFORMED: token must not have white space, quotes or "Bearer" around it. Pass only the token.';
    expect(out).toContain(line);
    expect(status).toBe(1);
  },
);
