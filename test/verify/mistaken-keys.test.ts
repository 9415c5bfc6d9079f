// inspectWidgetToken with a token that was signed with something made of the key, or with another key.

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it, vi } from 'vitest';
import { CLAIMS, RIGHT_TOKEN } from '../support/forgery.js';
import { SECRET, WIDGET_ID } from '../support/helpers.js';
import { importSecret, inspect, linesOf } from './reports.js';

/** A key with each of the characters that an encoding changes. */
const KEY = 'q0Zb2m8yJ3Nf+tLk9cVw1XrS7uHd4P/GaTiBoYx6RzE=';

const BYTES = Buffer.from(KEY, 'base64');

const NOT_SIGNED =
  'signature was not made with this key, or the token was changed. Sign with the security key of this widget.';

const DECODED_TEXT =
  'signature is valid with the Base64-decoded key as text. Sign with the key as Connect shows it.';

const ENCODED =
  'signature is valid with Base64 of the key. Decode it once where you sign the token: atob(secret).';

const PERCENT =
  'signature is valid with the percent-encoded key. Use decodeURIComponent(secret) where you sign the token.';

const INVISIBLE =
  'signature is valid with an invisible character in the key. Copy the key from the Connect console again where you sign the token.';

const NAME =
  'signature is valid with a name before the key, as in an .env file. Pass only what follows the first "=" where you sign the token.';

const JSON_AROUND =
  'signature is valid with JSON around the key, as a secret store has it. Use JSON.parse(secret) where you sign the token, and pass the key in it.';

const HEX = 'signature is valid with the key in hexadecimal. Sign with the key as text, as Connect shows it.';

const SPACE =
  'signature is valid with white space before or after the key. Use secret.trim() where you sign the token.';

const NOT_SET =
  'signature is valid with the text of a variable that was not set, such as "undefined". Check the name of the variable where you sign the token.';

const WIDGET_ID_AS_KEY =
  'signature is valid with the widget id as the key. Pass the security key where you sign the token.';

const EXAMPLE =
  'signature is valid with an example key, as of jwt.io. Sign with the security key of this widget.';

const signedWith = (secret: string | Buffer): string => jsonwebtoken.sign(CLAIMS, secret);

const LOST_END = 'ERR_SECRET_INVALID: secret has lost the "=" at its end. Pass all 44 characters.';

const WITHOUT_END =
  'signature is valid without the "=" at the end of the key. Pass the whole key where you sign the token.';

describe('inspectWidgetToken recognizes a token that was signed with', () => {
  it.each<[mistake: string, signer: string | Buffer, message: string]>([
    ['JSON around the key', JSON.stringify({ CONNECT_SECRET: KEY }), JSON_AROUND],
    ['JSON as Python writes it', `{"secret": "${KEY}"}`, JSON_AROUND],
    ...[
      'key',
      'Key',
      'securityKey',
      'security_key',
      'ConnectSecret',
      'SECURITY_KEY',
      'value',
      'secret_key',
      'connectKey',
      'CONNECT_SECURITY_KEY',
    ].map((name): [string, string, string] => [
      `JSON with the name ${name}`,
      JSON.stringify({ [name]: KEY }),
      JSON_AROUND,
    ]),
    ['Base64 of the key', btoa(KEY), ENCODED],
    ['Base64 of the file of the key', btoa(`${KEY}\n`), ENCODED],
    ['the decoded key as Latin-1', BYTES.toString('latin1'), DECODED_TEXT],
    ['the decoded key as UTF-8', BYTES.toString('utf8'), DECODED_TEXT],
    ['the percent-encoded key', encodeURIComponent(KEY), PERCENT],
    ['the percent-encoded key in lower case', KEY.replace(/[+/=]/g, encodeLower), PERCENT],
    [
      'a space instead of "+"',
      KEY.replace('+', ' '),
      'signature is valid with a space where the key has "+". Do not decode the key as a part of a URL or a form.',
    ],
    ['the key without its "="', KEY.slice(0, -1), WITHOUT_END],
    ...['\ufeff', '\u200b', '\u00a0', '\u00ad', '\u2060', '\u200c', '\u200d', '\u200e', '\u202f'].flatMap(
      (character): [string, string, string][] => {
        const name = `U+${character.charCodeAt(0).toString(16)}`;
        return [
          [`${name} before the key`, character + KEY, INVISIBLE],
          [`${name} after the key`, KEY + character, INVISIBLE],
        ];
      },
    ),
    ['a zero-width space after one character', `${KEY.slice(0, 1)}\u200b${KEY.slice(1)}`, INVISIBLE],
    ['a zero-width space before the last one', `${KEY.slice(0, 43)}\u200b${KEY.slice(43)}`, INVISIBLE],
    ['JSON in several lines', JSON.stringify({ secret: KEY }, null, 2), JSON_AROUND],
    ['the key in hexadecimal', Buffer.from(KEY).toString('hex'), HEX],
    ['the decoded key in hexadecimal', BYTES.toString('hex'), HEX],
    ['the decoded key in hexadecimal, in upper case', BYTES.toString('hex').toUpperCase(), HEX],
    ...['\n', '\r\n', ' '].flatMap((space): [string, string, string][] => [
      [`${JSON.stringify(space)} before the key`, space + KEY, SPACE],
      [`${JSON.stringify(space)} after the key`, KEY + space, SPACE],
    ]),
    ['undefined', 'undefined', NOT_SET],
    ['null', 'null', NOT_SET],
    ["Python's None", 'None', NOT_SET],
    ['the widget id', CLAIMS.sub, WIDGET_ID_AS_KEY],
    ['the key of an example', 'your-256-bit-secret', EXAMPLE],
    ['the key of a newer example', 'a-string-secret-at-least-256-bits-long', EXAMPLE],
    ['the key of a tutorial', 'secret', EXAMPLE],
    ['a line of an .env file', `CONNECT_SECRET=${KEY}`, NAME],
    ['a line of an .env file with quotes', `WIDGET_SECRET="${KEY}"`, NAME],
  ])('%s', async (_mistake, signer, message) => {
    const inspection = await inspect(signedWith(signer), { secret: KEY });
    expect(inspection.signature).toBe('invalid');
    expect(linesOf(inspection)).toEqual([`ERR_TOKEN_SIGNATURE: ${message}`]);
  });

  it('the whole key, if the key at hand has lost its "="', async () => {
    expect(linesOf(await inspect(signedWith(KEY), { secret: KEY.slice(0, -1) }))).toEqual([
      LOST_END,
      'ERR_TOKEN_SIGNATURE: signature is valid with "=" after the key, which has only 43 characters here. Pass the whole key: it has 44.',
    ]);
  });

  it('JSON around the key, if both keys have lost their "="', async () => {
    const secret = KEY.slice(0, -1);
    expect(linesOf(await inspect(signedWith(`{"secret":"${secret}"}`), { secret }))).toEqual([
      LOST_END,
      `ERR_TOKEN_SIGNATURE: ${JSON_AROUND}`,
    ]);
  });

  it('a key without the two "=" at its end, if there is another one inside', async () => {
    const key = `${KEY.replace('/', '/=')}=`;
    const lines = linesOf(await inspect(signedWith(key.slice(0, -2)), { secret: key }));
    expect(lines).toEqual([`ERR_TOKEN_SIGNATURE: ${WITHOUT_END}`]);
  });

  it('the decoded key in hexadecimal, if it has bytes of one digit', async () => {
    const bytes = Buffer.alloc(32, 7);
    expect(
      linesOf(await inspect(signedWith(bytes.toString('hex')), { secret: bytes.toString('base64') })),
    ).toEqual([`ERR_TOKEN_SIGNATURE: ${HEX}`]);
  });
});

describe('inspectWidgetToken does not say what a token was signed with', () => {
  it.each<[what: string, signer: string, secret: string]>([
    ['for "=" after a whole key', `${KEY}=`, KEY],
    ['for quotes, if the key is only white space', '""', ' '.repeat(44)],
    ['for another key, if nothing is left of this one without "="', KEY, '='.repeat(44)],
  ])('%s', async (_what, signer, secret) => {
    expect(linesOf(await inspect(signedWith(signer), { secret })).at(-1)).toMatch(
      /^ERR_TOKEN_SIGNATURE: signature was not made with this key/,
    );
  });
});

function encodeLower(character: string): string {
  return `%${character.charCodeAt(0).toString(16)}`;
}

it('recognizes the expected widget id as the key, also if it is not in the token', async () => {
  const token = jsonwebtoken.sign({ ...CLAIMS, sub: undefined }, WIDGET_ID);
  expect(linesOf(await inspect(token, { secret: KEY, widgetId: WIDGET_ID }))).toContain(
    `ERR_TOKEN_SIGNATURE: ${WIDGET_ID_AS_KEY}`,
  );
  // An empty one is not a key.
  expect(linesOf(await inspect(jsonwebtoken.sign({ ...CLAIMS, sub: '' }, 'x'), { secret: KEY }))).toContain(
    `ERR_TOKEN_SIGNATURE: ${NOT_SIGNED}`,
  );
});

it('tries only the most frequent mistakes with a token that is far too large', async () => {
  const large = { ...CLAIMS, attributes: { pad: 'x'.repeat(70_000) } };
  const messagesOf = async (signer: string | Buffer): Promise<string> =>
    (await inspect(jsonwebtoken.sign(large, signer), { secret: KEY })).issues
      .map(({ message }) => message)
      .join();
  expect(await messagesOf(BYTES)).toContain('signature is valid with the Base64-decoded key.');
  const importKey = vi.spyOn(crypto.subtle, 'importKey');
  expect(await messagesOf(`{"key":"${KEY}"}`)).toContain(NOT_SIGNED);
  // The key itself, twelve mistakes, and seven strings that are no keys.
  expect(importKey).toHaveBeenCalledTimes(1 + 12 + 7);
  importKey.mockRestore();
});

it('tries fewer mistakes with a key that cannot be one of Connect', async () => {
  const secret = 'a key for tests, which Connect would not make';
  const messagesOf = async (signer: string): Promise<string> =>
    (await inspect(signedWith(signer), { secret })).issues.map(({ message }) => message).join();
  expect(await messagesOf(btoa(secret))).toBe(ENCODED);
  expect(await messagesOf(`{"key":"${secret}"}`)).toMatch(/^signature was not made with this key/);
});

describe('inspectWidgetToken, with several keys,', () => {
  const other = KEY.toLowerCase();

  it('names the one that the token was signed with', async () => {
    const secret = [other, KEY];
    expect(await inspect(signedWith(KEY), { secret })).toMatchObject({ signature: 'valid', secretIndex: 1 });
    expect(await inspect(signedWith(other), { secret })).toMatchObject({ secretIndex: 0 });
    expect(await inspect(signedWith(KEY), { secret: [KEY] })).toHaveProperty('secretIndex', undefined);
    expect(await inspect(signedWith(KEY), { secret: KEY })).toHaveProperty('secretIndex', undefined);
    expect(await inspect(signedWith(`${KEY}x`), { secret })).not.toHaveProperty('secretIndex');
  });

  it.each([
    [
      'a frequent mistake',
      `${KEY}\n`,
      'white space before or after the key secret[1]. Use secret.trim() where you sign the token.',
    ],
    [
      'the last one that is tried',
      JSON.stringify({ widget_secret: KEY }, null, 2),
      'JSON around the key secret[1], as a secret store has it. Use JSON.parse(secret) where you sign the token, and pass the key in it.',
    ],
  ])('names the one of a mistake: %s', async (_mistake, signer, message) => {
    expect(linesOf(await inspect(signedWith(signer), { secret: [other, KEY] }))).toEqual([
      `ERR_TOKEN_SIGNATURE: signature is valid with ${message}`,
    ]);
  });

  it('tries the frequent mistakes with each of ten keys', async () => {
    const secret = Array.from({ length: 10 }, (_, index) => `${index}${KEY.slice(1)}`);
    expect(linesOf(await inspect(signedWith(`"${secret[9] ?? ''}"`), { secret }))).toEqual([
      'ERR_TOKEN_SIGNATURE: signature is valid with quotes around the key secret[9]. Remove the quotes where you sign the token.',
    ]);
  });

  it('tries every mistake with the only one that may be real', async () => {
    const secret = [
      ...Array.from({ length: 9 }, (_, index) => `a key for tests, of any length: ${index}`),
      KEY,
    ];
    expect(linesOf(await inspect(signedWith(JSON.stringify({ widget_secret: KEY })), { secret }))).toEqual([
      expect.stringContaining('signature is valid with JSON around the key secret[9]'),
    ]);
  });

  it('says that the token was made with none of them', async () => {
    expect(linesOf(await inspect(RIGHT_TOKEN, { secret: [other, KEY] }))).toEqual([
      'ERR_TOKEN_SIGNATURE: signature was not made with any of these keys, or the token was changed. Sign with the security key of this widget.',
    ]);
  });

  it('names the first one whose length is wrong, without white space around it', async () => {
    expect(linesOf(await inspect(RIGHT_TOKEN, { secret: [other, KEY.slice(1)] }))).toEqual([
      "ERR_TOKEN_SIGNATURE: signature was not made with any of these keys, or the token was changed. secret[1] has 43 characters, and Connect's keys have 44. Pass the whole key and nothing else.",
    ]);
  });
});

describe('inspectWidgetToken says that a key has not 44 characters', () => {
  it.each([43, 45, 32])('if it has %d', async (length) => {
    const secret = `x${'ab'.repeat(30)}`.slice(0, length);
    expect(linesOf(await inspect(RIGHT_TOKEN, { secret }))).toEqual([
      `ERR_TOKEN_SIGNATURE: signature was not made with this key, or the token was changed. This key has ${length} characters, and Connect's keys have 44. Pass the whole key and nothing else.`,
    ]);
  });

  it('but not if it has 44 without the white space around it', async () => {
    const { issues } = await inspect(RIGHT_TOKEN, { secret: ` ${KEY}\n` });
    expect(issues.map(({ message }) => message)).toContain(NOT_SIGNED);
  });

  it('but not for a CryptoKey, which does not show it', async () => {
    const secret = await importSecret('verify');
    expect(linesOf(await inspect(signedWith(KEY), { secret }))).toEqual([
      `ERR_TOKEN_SIGNATURE: ${NOT_SIGNED}`,
    ]);
  });
});

describe('a token that was signed with another key is not explained by a mistake', () => {
  const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));

  const expectNotExplained = async (signer: string | Buffer, secret: string): Promise<void> => {
    expect(linesOf(await inspect(signedWith(signer), { secret }))).toEqual([
      `ERR_TOKEN_SIGNATURE: ${NOT_SIGNED}`,
    ]);
  };

  it('if it is a random one', async () => {
    await fc.assert(
      fc.asyncProperty(key, key, async (one, other) => {
        fc.pre(!one.equals(other));
        await expectNotExplained(other.toString('base64'), one.toString('base64'));
      }),
      { numRuns: 300 },
    );
  });

  it('if something was made of a random one', async () => {
    const made = fc.constantFrom<(other: Buffer) => string | Buffer>(
      (other) => other,
      (other) => other.toString('latin1'),
      (other) => other.toString('base64').slice(0, -1),
      (other) => `{"secret":"${other.toString('base64')}"}`,
      (other) => `CONNECT_SECRET=${other.toString('base64')}`,
      (other) => btoa(other.toString('base64')),
    );
    await fc.assert(
      fc.asyncProperty(key, key, made, async (one, other, make) => {
        fc.pre(!one.equals(other));
        await expectNotExplained(make(other), one.toString('base64'));
      }),
      { numRuns: 300 },
    );
  });

  it('if it differs in one character', async () => {
    for (let at = 0; at < SECRET.length - 1; at++) {
      const swapped = SECRET.charAt(at) === 'A' ? 'B' : 'A';
      await expectNotExplained(SECRET.slice(0, at) + swapped + SECRET.slice(at + 1), SECRET);
    }
  });

  it('if the key at hand has every character that an encoding changes', async () => {
    await expectNotExplained(randomBytes(32).toString('base64'), KEY);
  });
});
