// The command sign: what it accepts, and what it refuses. No message may contain the key or a customer's data.

import { join } from 'node:path';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { cli, expectRefusal, file, FOLDER, now, PRIVATE, SIGN, signed } from '../support/command.js';
import { claimsOf, SECRET, WIDGET_ID } from '../support/helpers.js';

const NOT_JSON = (option: string): string =>
  `${option} must be valid JSON. Put names and strings in double quotes.`;

const NAME_BEFORE_KEY =
  'ERR_SECRET_INVALID: the key in --secret-file has a name before the key, as in an .env file. Pass only what follows the "=".';

const SEEN_BY_OTHERS =
  'process lists and shell histories show arguments, so others may have seen this key. Rotate it, and set CONNECT_SECRET, or use --secret-file FILE.';

describe('sign', () => {
  it('prints only a token, which jsonwebtoken verifies', async () => {
    const token = await signed([...SIGN, '--attribute', 'name=Jane', '--attribute', 'memberId=123456789']);
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

  it('accepts every option', async () => {
    const segmentAttributes = { 'connect:Subtype': { ValueString: 'connect:Guide' } };
    const token = await signed([
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

  it('makes a token without attributes if none are given', async () => {
    expect(Object.keys(claimsOf(await signed(SIGN)))).toEqual(['sub', 'iat', 'exp']);
  });

  it.each([
    ['an equals sign', 'a=b=c==', { a: 'b=c==' }],
    ['no characters', 'a=', { a: '' }],
    ['spaces, quotes and a line break', 'a= "b"\n', { a: ' "b"\n' }],
    ['characters outside ASCII', 'a=Zoë 🦊', { a: 'Zoë 🦊' }],
  ])('accepts an attribute whose value has %s', async (_what, attribute, attributes) => {
    expect(claimsOf(await signed([...SIGN, '--attribute', attribute])).attributes).toEqual(attributes);
    expect(claimsOf(await signed([...SIGN, `--attribute=${attribute}`])).attributes).toEqual(attributes);
  });

  it('keeps an attribute named __proto__, from a file or from --attribute', async () => {
    const path = file('proto.json', '{"__proto__":"a"}');
    const attributes = Object.entries(
      claimsOf(await signed([...SIGN, '--attributes', path])).attributes ?? {},
    );
    expect(attributes).toEqual([['__proto__', 'a']]);
    const token = await signed([...SIGN, '--attribute', '__proto__=a', '--attribute', 'constructor=b']);
    expect(Object.entries(claimsOf(token).attributes ?? {})).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
  });

  it('accepts a value that begins with - after an equals sign', async () => {
    expect(claimsOf(await signed([...SIGN, '--customer-id=-1'])).customerId).toBe('-1');
  });

  it('accepts a value that contains --secret', async () => {
    const token = await signed([...SIGN, '--attribute', 'note=--secret=x']);
    expect(claimsOf(token).attributes).toEqual({ note: '--secret=x' });
  });

  it('reads a file whose name contains braces', async () => {
    const path = file('a{b}.json', '{"a":"b"}');
    expect(claimsOf(await signed([...SIGN, '--attributes', path])).attributes).toEqual({ a: 'b' });
  });

  it('accepts options before the command', async () => {
    expect(claimsOf(await signed(['--widget-id', WIDGET_ID, 'sign'])).sub).toBe(WIDGET_ID);
  });

  it.each(['--attributes', '--segment-attributes'])('reads %s from standard input', async (option) => {
    const input = option === '--attributes' ? '{"a":"b"}' : '{"a":{"ValueString":"b"}}';
    const claims = claimsOf(await signed([...SIGN, option, '-'], { input }));
    expect(claims.attributes ?? claims.segmentAttributes).toEqual(JSON.parse(input));
  });

  it('ignores a byte order mark', async () => {
    const path = file('mark.json', '\ufeff{"a":"b"}\r\n');
    expect(claimsOf(await signed([...SIGN, '--attributes', path])).attributes).toEqual({ a: 'b' });
  });

  it('takes the widget id from the environment, unless there is an option', async () => {
    const env = { CONNECT_WIDGET_ID: 'from-environment' };
    expect(claimsOf(await signed(['sign'], { env })).sub).toBe('from-environment');
    expect(claimsOf(await signed(SIGN, { env })).sub).toBe(WIDGET_ID);
  });

  it('prints a token that inspect accepts', async () => {
    expect((await cli(['inspect'], { input: `${await signed(SIGN)}\n` })).status).toBe(0);
  });
});

describe('the security key', () => {
  const env = { CONNECT_SECRET: '' };

  it.each([
    ['without a newline', SECRET],
    ['with a newline', `${SECRET}\n`],
    ["with Windows' newline", `${SECRET}\r\n`],
    ['after a byte order mark', `\ufeff${SECRET}\n`],
  ])('is read from a file or from standard input: %s', async (_what, content) => {
    const path = file('key.txt', content);
    expect(jsonwebtoken.verify(await signed([...SIGN, '--secret-file', path], { env }), SECRET)).toBeTruthy();
    const token = await signed([...SIGN, '--secret-file', '-'], { env, input: content });
    expect(jsonwebtoken.verify(token, SECRET)).toBeTruthy();
  });

  it('is read from the file if the environment has another key', async () => {
    const other = { CONNECT_SECRET: 'x'.repeat(44) };
    const token = await signed([...SIGN, '--secret-file', file('key.txt', SECRET)], { env: other });
    expect(jsonwebtoken.verify(token, SECRET)).toBeTruthy();
  });

  it('is reported as missing, with the ways to set it', async () => {
    const line = 'The security key is missing. Set CONNECT_SECRET, or use --secret-file FILE.';
    expectRefusal(await cli(SIGN, { env }), 2, line);
    expectRefusal(await cli(SIGN, { env: { CONNECT_SECRET: undefined } }), 2, line);
  });

  it.each([
    [
      'two newlines',
      `${SECRET}\n\n`,
      'ERR_SECRET_INVALID: the key in --secret-file must not have white space around it. Remove it.',
    ],
    [
      'a newline before it',
      `\n${SECRET}`,
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
  ])('is refused from a file with %s', async (_what, content, line) => {
    const result = await cli([...SIGN, '--secret-file', file('key.txt', content)], { env });
    expectRefusal(result, 1, line);
    expect(result.errors.join()).not.toContain(SECRET.slice(0, 8));
  });

  it('is refused if CONNECT_SECRET has the name of a secret in a secret store', async () => {
    const reference = { CONNECT_SECRET: '/Shop/AmazonConnect/ConnectSecret' };
    const line =
      'ERR_SECRET_INVALID: CONNECT_SECRET is a reference to the secret. Fetch its value, and pass that.';
    expectRefusal(await cli(SIGN, { env: reference }), 1, line);
  });

  it.each([
    ['--secret', SECRET],
    [`--secret=${SECRET}`],
    ['-secret', SECRET],
    [`--SECRET=${SECRET}`],
    ['--secret'],
  ])('is refused as an argument, and not repeated in the message: %s', async (...args) => {
    const line = `--secret does not exist: ${SEEN_BY_OTHERS}`;
    for (const command of [SIGN, ['inspect', '--bogus'], ['--help']]) {
      expectRefusal(await cli([...command, ...args]), 2, line);
    }
    expectRefusal(await cli([...args, ...SIGN]), 2, line);
  });

  it.each([
    ['as the name of a file', [...SIGN, '--secret-file', SECRET]],
    ['as the name of a file, with =', ['check', 'https://example.com', `--secret-file=${SECRET}`]],
    ['as an operand', [...SIGN, SECRET]],
    ['as the command', [SECRET]],
  ])('is said to be known to others %s', async (_what, args) => {
    expectRefusal(await cli(args), 2, `That is a security key: ${SEEN_BY_OTHERS}`);
  });

  it('is not every name of a file of 44 characters', async () => {
    const name = '/run/secrets/TheKeyOfTheWidgetOfTheShopInEme';
    expect(name).toHaveLength(44);
    for (const path of [name, `x${SECRET}`, `${SECRET}.txt`]) {
      expectRefusal(await cli([...SIGN, '--secret-file', path]), 1, /cannot be read \(ENOENT\)/);
    }
  });

  it.each([
    ['as the name of a file', [...SIGN, '--secret-file', SECRET], 2],
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
  ])('is not repeated in the message if it is passed by mistake: %s', async (_what, args, status) => {
    const result = await cli(args);
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
  ])('a file with %s', async (_what, content, lines) => {
    expectRefusal(await cli([...SIGN, '--attributes', file('bad.json', content)]), 1, ...lines);
    expectRefusal(await cli([...SIGN, '--attributes', '-'], { input: content }), 1, ...lines);
  });

  it('an array of attributes, even together with --attribute', async () => {
    const args = [...SIGN, '--attributes', '-', '--attribute', 'a=b'];
    expectRefusal(await cli(args, { input: '[]' }), 1, /^ERR_ATTRIBUTES_NOT_OBJECT/);
  });

  it.each(['--attributes', '--segment-attributes', '--secret-file'])(
    'a file that cannot be read: %s',
    async (name) => {
      expectRefusal(
        await cli([...SIGN, name, join(FOLDER, PRIVATE)]),
        1,
        `${name} cannot be read (ENOENT). Use ${name} FILE, or ${name} - for standard input.`,
      );
      expectRefusal(
        await cli([...SIGN, name, '']),
        1,
        `${name} cannot be read (ENOENT). Use ${name} FILE, or ${name} - for standard input.`,
      );
      expectRefusal(
        await cli([...SIGN, name, FOLDER]),
        1,
        /cannot be read \(E\w+\)\. Use --[\w-]+ FILE, or --[\w-]+ - for standard input\.$/,
      );
    },
  );

  it('invalid segment attributes', async () => {
    const args = [...SIGN, '--segment-attributes', file('segments.json', '{"a":"b","c":1}')];
    const line = /^ERR_SEGMENT_ATTRIBUTES_INVALID: segmentAttributes\["(a|c)"\]/;
    expectRefusal(await cli(args), 1, line, line);
    expectRefusal(await cli([...SIGN, '--segment-attributes', '-']), 1, NOT_JSON('--segment-attributes'));
  });

  it.each(['0', '601', '1.5', '5m', '', ' ', 'Infinity', '+5', '5e0', '0x5'])(
    'a lifetime of %j',
    async (seconds) => {
      expectRefusal(await cli([...SIGN, `--expires-in=${seconds}`]), 1, /^ERR_EXPIRES_IN_INVALID/);
    },
  );

  it('a lifetime with a unit, and says that it is a number of seconds', async () => {
    const line =
      'ERR_EXPIRES_IN_INVALID: --expires-in must be seconds, a whole number from 1 to 600 (10 minutes), as in --expires-in 600.';
    expectRefusal(await cli([...SIGN, '--expires-in', '10m']), 1, line);
  });

  it('all problems at once', async () => {
    const args = ['sign', '--widget-id=', '--customer-id=', '--related-contact-id=', '--attribute', '=a'];
    expectRefusal(
      await cli(args, { env: { CONNECT_SECRET: 'short' } }),
      1,
      /^ERR_WIDGET_ID_INVALID: --widget-id is missing/,
      /^ERR_CUSTOMER_ID_INVALID: /,
      /^ERR_RELATED_CONTACT_ID_INVALID: /,
      /^ERR_ATTRIBUTE_KEY_INVALID: attributes\[""\]/,
      /^ERR_SECRET_INVALID: /,
    );
  });

  it('an attribute key with control characters, which it escapes', async () => {
    const { errors } = await cli([...SIGN, '--attributes', '-'], {
      input: '{"a\\nb\\u009b\\u202e\\u001b[31m":"c"}',
    });
    expect(errors).toHaveLength(1);
    expect(errors[0]).not.toMatch(/[\p{C}]/u);
  });
});

describe('the key', () => {
  it('is recognized as an attribute by its first sixteen characters', async () => {
    const start = SECRET.slice(0, 16);
    expectRefusal(
      await cli([...SIGN, '--attribute', `${start}=x`]),
      2,
      'An --attribute is the security key, which others may have seen. Rotate the key.',
    );
    expect(await signed([...SIGN, '--attribute', `${start.slice(0, 15)}=x`])).not.toBe('');
  });

  it.each([[SECRET], [SECRET, SECRET], [SECRET + 'x']])(
    'is not repeated in the message if it is passed as an attribute: %#',
    async (...values) => {
      const { status, out, errors } = await cli([
        ...SIGN,
        ...values.flatMap((value) => ['--attribute', value]),
      ]);
      expect(out + errors.join()).not.toContain(SECRET.slice(0, 16));
      expect(errors).toHaveLength(1);
      expect(status).toBe(2);
    },
  );
});
