import { createWidgetToken } from 'amazon-connect-widget-token';
import { inspectWidgetToken, type Inspection } from 'amazon-connect-widget-token/verify';
import fc from 'fast-check';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { CLAIMS, forge, FORGERIES, HEADER, NOW, RIGHT_TOKEN, withClaims } from './forgery.js';
import { RIGHT, SECRET, WIDGET_ID } from './helpers.js';

const AT = { currentDate: new Date(NOW * 1000) };

const inspect = (token: unknown, options: object = {}): Promise<Inspection> =>
  inspectWidgetToken(token, { ...AT, ...options });

/** Each issue in a line, as a person reads it. */
const linesOf = ({ issues }: Inspection): string[] =>
  issues.map(({ code, message, hint }) => `${code}: ${message} ${hint}`.trim());

describe('a token that is right', () => {
  it('has its header, claims, size and life, and no issue', async () => {
    expect(await inspect(RIGHT_TOKEN, RIGHT)).toEqual({
      header: HEADER,
      claims: CLAIMS,
      size: {
        characters: RIGHT_TOKEN.length,
        bytes: 2 * RIGHT_TOKEN.length,
        maxBytes: 6144,
        remainingBytes: 6144 - 2 * RIGHT_TOKEN.length,
        fits: true,
      },
      signature: 'valid',
      expiresInSeconds: 500,
      issues: [],
    });
  });

  it('is unchecked without a secret, and needs no options', async () => {
    const token = await createWidgetToken(RIGHT);
    expect(await inspectWidgetToken(token)).toMatchObject({ signature: 'unchecked', issues: [] });
  });
});

describe('the mistakes of public code, made with an independent library, are named', () => {
  const made = (
    claims: object,
    secret: string | Buffer = SECRET,
    options: jsonwebtoken.SignOptions = {},
  ): string => jsonwebtoken.sign({ ...CLAIMS, ...claims }, secret, options);

  it.each<[mistake: string, token: string, options: object, line: string]>([
    [
      'signed for an hour',
      made({ exp: NOW + 3600 }),
      {},
      'ERR_TOKEN_LIFETIME: token expires 3600 s after it was issued; Connect allows 600. Make a token for each chat, for 500 s.',
    ],
    [
      'signed for a year',
      made({ exp: NOW + 31536000 }),
      {},
      'ERR_TOKEN_LIFETIME: token expires 31536000 s after it was issued; Connect allows 600. Make a token for each chat, for 500 s.',
    ],
    [
      'the lifetime subtracted',
      made({ exp: NOW - 500 }),
      {},
      'ERR_TOKEN_LIFETIME: token was expired when issued: exp is 500 s before iat. Add the lifetime to iat; do not subtract it.',
    ],
    [
      'no lifetime at all',
      made({ exp: NOW }),
      {},
      'ERR_TOKEN_LIFETIME: token was expired when issued: exp is the same as iat. Add the lifetime to iat; do not subtract it.',
    ],
    [
      'quotes around the widget id',
      made({ sub: `"${WIDGET_ID}"` }),
      {},
      'ERR_TOKEN_WIDGET_ID: sub has white space or quotes around it. The widget id is the last argument of the loader in the snippet.',
    ],
    [
      'the snippet id',
      made({ sub: 'QVFJREFI'.repeat(60) }),
      {},
      'ERR_TOKEN_WIDGET_ID: sub looks like the snippet id, not a widget id. The widget id is the last argument of the loader in the snippet.',
    ],
    [
      'another widget',
      made({ sub: 'another' }),
      { widgetId: WIDGET_ID },
      'ERR_TOKEN_WIDGET_ID: sub is not the expected widget id. The widget id is the last argument of the loader in the snippet.',
    ],
    [
      'a number among the attributes',
      made({ attributes: { name: 'Jane', age: 45 } }),
      {},
      'ERR_ATTRIBUTE_VALUE_NOT_STRING: attributes["age"] must be a string, not number: Connect starts no chat otherwise. Send String(value), or leave it out. Send "45" and not 45, "true" and not true.',
    ],
    [
      'nested attributes, as a browser sent them',
      made({ attributes: { user: { name: 'Jane' } } }),
      {},
      'ERR_ATTRIBUTE_VALUE_NOT_STRING: attributes["user"] must be a string, not object: Connect starts no chat otherwise. Send a string, or leave it out. Send "45" and not 45, "true" and not true.',
    ],
    [
      'the key decoded from Base64',
      made({}, Buffer.from(SECRET, 'base64')),
      { secret: SECRET },
      'ERR_TOKEN_SIGNATURE: signature holds with the Base64-decoded key. Sign with the key as text, as Connect shows it.',
    ],
    [
      'the key with the newline of its file',
      made({}, `${SECRET}\n`),
      { secret: SECRET },
      'ERR_TOKEN_SIGNATURE: signature holds with white space after the key. Trim the key where the token is signed.',
    ],
    [
      'the key with quotes',
      made({}, `"${SECRET}"`),
      { secret: SECRET },
      'ERR_TOKEN_SIGNATURE: signature holds with quotes around the key. Remove the quotes where the token is signed.',
    ],
    [
      'another key',
      made({}, `another ${SECRET}`),
      { secret: SECRET },
      'ERR_TOKEN_SIGNATURE: signature was not made with this key, or the token was changed. Sign with the security key of this widget.',
    ],
    [
      'Attributes with a capital',
      made({ Attributes: { a: 'b' } }),
      {},
      'ERR_TOKEN_CLAIM_INVALID: Attributes is not a claim that Connect reads: it reads "attributes". Rename it to "attributes".',
    ],
    [
      'a clock that is ahead',
      made({ iat: NOW + 90, exp: NOW + 500 }),
      {},
      "ERR_TOKEN_NOT_YET_VALID: iat is 90 s ahead of now. The clock of the server that signs is ahead, or this one's is behind.",
    ],
    [
      'a token from a cache',
      made({ iat: NOW - 900, exp: NOW - 400 }),
      {},
      'ERR_TOKEN_EXPIRED: token expired 400 s ago. Make a token for each chat, and let nobody cache it.',
    ],
    [
      'another hash',
      made({}, SECRET, { algorithm: 'HS512' }),
      { secret: SECRET },
      'ERR_TOKEN_ALGORITHM: header["alg"] is HS512: Connect takes HS256 alone. Sign with HS256 and the widget\'s security key.',
    ],
    [
      'no algorithm',
      forge({ alg: 'none' }, CLAIMS),
      { secret: SECRET },
      'ERR_TOKEN_ALGORITHM: header["alg"] is none: Connect takes HS256 alone. Sign with HS256 and the widget\'s security key.',
    ],
    [
      'RS256',
      forge({ alg: 'RS256' }, CLAIMS),
      {},
      'ERR_TOKEN_ALGORITHM: header["alg"] is RS256: Connect takes HS256 alone. Sign with HS256 and the widget\'s security key.',
    ],
    [
      'something in place of an algorithm',
      forge({ alg: 'x y' }, CLAIMS),
      {},
      'ERR_TOKEN_ALGORITHM: header["alg"] is something else: Connect takes HS256 alone. Sign with HS256 and the widget\'s security key.',
    ],
    [
      'no expiry',
      forge(HEADER, { sub: WIDGET_ID, iat: NOW }),
      {},
      'ERR_TOKEN_CLAIM_INVALID: exp is missing. Use Math.floor(Date.now() / 1000).',
    ],
    [
      'too large',
      made({ attributes: { pad: 'x'.repeat(2500) } }),
      {},
      'ERR_TOKEN_TOO_LARGE: token has 3553 characters, or 7106 bytes; the widget takes 6144 bytes. Send fewer or shorter attributes; estimateTokenSize tells the largest.',
    ],
  ])('%s', async (_mistake, token, options, line) => {
    expect(linesOf(await inspect(token, options))).toEqual([
      line,
      ...(line.includes('was expired when issued')
        ? [expect.stringContaining('ERR_TOKEN_EXPIRED') as string]
        : []),
    ]);
  });

  it('milliseconds, in each claim', async () => {
    const token = forge(HEADER, { ...CLAIMS, iat: NOW * 1000, exp: NOW * 1000 + 500_000 });
    const inspection = await inspect(token);
    expect(linesOf(inspection)).toEqual([
      'ERR_TOKEN_CLAIM_INVALID: iat is in milliseconds, and must be in seconds. Divide it by 1000.',
      'ERR_TOKEN_CLAIM_INVALID: exp is in milliseconds, and must be in seconds. Divide it by 1000.',
    ]);
    expect(inspection.expiresInSeconds).toBeUndefined();
  });

  it('a key that is itself wrong, and would be right without its white space', async () => {
    const inspection = await inspect(RIGHT_TOKEN, { secret: `${SECRET}\n` });
    expect(inspection.signature).toBe('invalid');
    expect(linesOf(inspection)).toEqual([
      'ERR_SECRET_INVALID: secret must not begin or end with white space or a quote, as from a file or an .env line.',
      'ERR_TOKEN_SIGNATURE: signature holds if the white space around the key is removed. Trim the key where it is read.',
    ]);
  });

  it('with a key in bytes as well, and none with a CryptoKey, which cannot be read', async () => {
    const token = forge(HEADER, CLAIMS, `${SECRET}\n`);
    expect(linesOf(await inspect(token, { secret: Buffer.from(SECRET) }))[0]).toContain(
      'white space after the key',
    );
    const key = await crypto.subtle.importKey(
      'raw',
      Buffer.from(SECRET),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['verify'],
    );
    expect(linesOf(await inspect(token, { secret: key }))[0]).toContain('was not made with this key');
  });

  it('with a key that is no Base64', async () => {
    const inspection = await inspect(RIGHT_TOKEN, {
      secret: 'a key that is not in Base64, and long enough!',
    });
    expect(linesOf(inspection)[0]).toContain('was not made with this key');
  });
});

describe('whatever is thrown in', () => {
  it.each(FORGERIES)('it does not throw, and names it: %s', async (_what, token, code) => {
    const { issues } = await inspect(token, RIGHT);
    expect(issues.map((issue) => issue.code)).toContain(code);
  });

  it('it does not throw for random text', async () => {
    const part = fc.oneof(
      fc.base64String(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.anything(),
          fc.array(part, { maxLength: 4 }).map((parts) => parts.join('.')),
        ),
        async (token) => {
          expect((await inspect(token, RIGHT)).issues).not.toEqual([]);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('it shows no value and no secret in an issue', async () => {
    const canary = 'kanarienvogel';
    const claims = {
      sub: ` ${canary}`,
      iat: canary,
      customerId: { canary },
      attributes: { a: [canary], b: { canary } },
    };
    const { issues } = await inspect(forge({ alg: `${canary} ` }, claims), { secret: SECRET });
    expect(issues.length).toBeGreaterThan(4);
    expect(JSON.stringify(issues)).not.toContain(canary);
    expect(JSON.stringify(issues)).not.toContain(SECRET);
  });

  it('it does not read a text that is no token at all', async () => {
    expect(await inspect(`${RIGHT_TOKEN}${' '.repeat(100_000)}`)).toMatchObject({
      header: undefined,
      claims: undefined,
    });
  });

  it('it reads on in a token that is a little too large', async () => {
    const token = withClaims({ attributes: { pad: 'x'.repeat(2500) } });
    expect(await inspect(token, RIGHT)).toMatchObject({
      signature: 'valid',
      header: HEADER,
      expiresInSeconds: 500,
    });
  });
});

describe('its options', () => {
  it.each<[what: string, options: object, code: string]>([
    ['a widget id that is none', { widgetId: ' x' }, 'ERR_WIDGET_ID_INVALID'],
    ['a secret of another type', { secret: 42 }, 'ERR_SECRET_INVALID'],
    ['an empty secret', { secret: '' }, 'ERR_SECRET_INVALID'],
    ['a date that is none', { currentDate: 'now' }, 'ERR_CURRENT_DATE_INVALID'],
    ['a typo', { secrets: SECRET }, 'ERR_OPTION_UNKNOWN'],
  ])('refuse %s', async (_what, options, code) => {
    await expect(inspect(RIGHT_TOKEN, options)).rejects.toHaveProperty('code', code);
  });
});
