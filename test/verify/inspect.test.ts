// inspectWidgetToken as a whole: what it returns, the mistakes with the key that it recognizes, and hostile
// tokens. The messages about parts and claims are tested in parts.test.ts, json.test.ts and claims.test.ts.

import { createWidgetToken } from 'amazon-connect-widget-token';
import { inspectWidgetToken } from 'amazon-connect-widget-token/verify';
import fc from 'fast-check';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it, vi } from 'vitest';
import { CLAIMS, forge, FORGERIES, HEADER, NOW, RIGHT_TOKEN, withClaims } from '../support/forgery.js';
import { RIGHT, SECRET, WIDGET_ID } from '../support/helpers.js';
import { importSecret, inspect, linesOf } from './reports.js';

const NOT_SIGNED =
  'ERR_TOKEN_SIGNATURE: signature was not made with this key, or the token was changed. Sign with the security key of this widget.';

const SPACE_AFTER_KEY =
  'ERR_TOKEN_SIGNATURE: signature is valid with white space before or after the key. Use secret.trim() where you sign the token.';

describe('inspectWidgetToken', () => {
  it('returns header, claims, size, signature, lifetime and no issue for a valid token', async () => {
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

  it('needs no options, and does not check the signature without a secret', async () => {
    const token = await createWidgetToken(RIGHT);
    expect(await inspectWidgetToken(token)).toMatchObject({ signature: 'unchecked', issues: [] });
  });

  it('returns a negative lifetime for a token that has expired', async () => {
    expect(await inspect(withClaims({ iat: NOW - 900, exp: NOW - 400 }))).toHaveProperty(
      'expiresInSeconds',
      -400,
    );
  });

  it('returns no header and no claims if there are none to read', async () => {
    expect(await inspect('not a token')).toMatchObject({ header: undefined, claims: undefined });
  });

  it('returns the size of what it got, and 0 for anything but a string', async () => {
    expect((await inspect(42)).size).toEqual({
      characters: 0,
      bytes: 0,
      maxBytes: 6144,
      remainingBytes: 6144,
      fits: true,
    });
    const sizes = await Promise.all([3072, 3073].map((length) => inspect('x'.repeat(length))));
    expect(sizes.map(({ size }) => size.fits)).toEqual([true, false]);
  });

  it('reads a token that is too large', async () => {
    const token = withClaims({ attributes: { pad: 'x'.repeat(2500) } });
    expect(await inspect(token, RIGHT)).toMatchObject({
      signature: 'valid',
      header: HEADER,
      expiresInSeconds: 500,
    });
  });

  it('reads a string of 100,000 characters, but not a longer one', async () => {
    const token = withClaims({ attributes: { pad: 'x'.repeat(74_000) } });
    const [header = '', claims = '', signature = ''] = token.split('.');
    const longest = `${header}.${claims}.${signature}${'A'.repeat(100_000 - token.length)}`;
    expect(longest).toHaveLength(100_000);
    expect(await inspect(longest)).toMatchObject({ header: HEADER });
    const longer = await inspect(`${longest}A`);
    expect(longer).toMatchObject({ header: undefined });
    expect(longer.issues.map(({ code }) => code)).toEqual(['ERR_TOKEN_TOO_LARGE']);
  });

  it('does not read a token with 100,000 spaces after it', async () => {
    expect(await inspect(`${RIGHT_TOKEN}${' '.repeat(100_000)}`)).toMatchObject({
      header: undefined,
      claims: undefined,
    });
  });

  it('needs WebCrypto', async () => {
    vi.stubGlobal('crypto', undefined);
    const call = inspectWidgetToken(RIGHT_TOKEN);
    vi.unstubAllGlobals();
    await expect(call).rejects.toHaveProperty('code', 'ERR_NO_WEBCRYPTO');
  });
});

const signedWith = (secret: string | Buffer): string => jsonwebtoken.sign(CLAIMS, secret);

describe('inspectWidgetToken recognizes a token of jsonwebtoken that was signed with', () => {
  it.each<[mistake: string, token: string, line: string]>([
    [
      'the key decoded from Base64',
      signedWith(Buffer.from(SECRET, 'base64')),
      'ERR_TOKEN_SIGNATURE: signature is valid with the Base64-decoded key. Sign with the key as text, as Connect shows it.',
    ],
    ...['\n', '\r\n', '\r', ' '].map((end): [string, string, string] => [
      `${JSON.stringify(end)} after the key`,
      signedWith(SECRET + end),
      SPACE_AFTER_KEY,
    ]),
    ...['"', "'"].map((quote): [string, string, string] => [
      `${quote} around the key`,
      signedWith(quote + SECRET + quote),
      'ERR_TOKEN_SIGNATURE: signature is valid with quotes around the key. Remove the quotes where you sign the token.',
    ]),
    ['another key', signedWith(`another ${SECRET}`), NOT_SIGNED],
  ])('%s', async (_mistake, token, line) => {
    const inspection = await inspect(token, { secret: SECRET });
    expect(inspection.signature).toBe('invalid');
    expect(linesOf(inspection)).toEqual([line]);
  });
});

describe('inspectWidgetToken, with common mistakes,', () => {
  it('tries them also if the key is in bytes', async () => {
    const inspection = await inspect(signedWith(`${SECRET}\n`), { secret: Buffer.from(SECRET) });
    expect(linesOf(inspection)).toEqual([SPACE_AFTER_KEY]);
  });

  it('tries them with each key while keys are rotated', async () => {
    const secret = [`new ${SECRET}`, SECRET];
    expect(await inspect(signedWith(SECRET), { secret })).toMatchObject({ signature: 'valid', issues: [] });
    expect(linesOf(await inspect(signedWith(`${SECRET}\r`), { secret }))).toEqual([
      SPACE_AFTER_KEY.replace('the key', 'the key secret[1]'),
    ]);
  });

  it('cannot try them with a CryptoKey, which does not show its bytes', async () => {
    const secret = await importSecret('verify');
    expect(linesOf(await inspect(signedWith(`${SECRET}\n`), { secret }))).toEqual([NOT_SIGNED]);
  });

  it('does not decode a key that is not Base64, and does not encode one that is not Latin-1', async () => {
    for (const secret of [
      'a key that is not Base64, and as long as one',
      'ключ для тестов, у которого ровно 44 символа',
    ]) {
      expect(secret).toHaveLength(44);
      expect(linesOf(await inspect(RIGHT_TOKEN, { secret }))).toEqual([NOT_SIGNED]);
    }
  });

  it('reports a signature that was cut only once, and as invalid, also with the key', async () => {
    for (const [token, problem] of [
      [RIGHT_TOKEN.slice(0, -3), 'signature must have 32 bytes, not 30. Pass the whole token.'],
      [
        RIGHT_TOKEN.slice(0, -2),
        'signature must be Base64url, and this was cut or changed. Pass the whole token.',
      ],
      [`${RIGHT_TOKEN}=`, 'signature must be Base64url. Create the token with a JWT library'],
    ] as const) {
      const { issues, signature } = await inspect(token, { secret: SECRET });
      expect(signature).toBe('invalid');
      expect(issues.map(({ message }) => message.slice(0, problem.length))).toEqual([problem]);
    }
  });

  it('tries the key without the quotes around it', async () => {
    expect(linesOf(await inspect(RIGHT_TOKEN, { secret: `"${SECRET}"` }))).toEqual([
      'ERR_SECRET_INVALID: secret must not have quotes around it. Remove them.',
      'ERR_TOKEN_SIGNATURE: signature is valid with the key without the white space or quotes around it. Remove them where you read the key.',
    ]);
  });

  it('tries the key without the white space at its end', async () => {
    const inspection = await inspect(RIGHT_TOKEN, { secret: `${SECRET}\n` });
    expect(inspection.signature).toBe('invalid');
    expect(linesOf(inspection)).toEqual([
      'ERR_SECRET_INVALID: secret must not have white space around it. Use secret.trim().',
      'ERR_TOKEN_SIGNATURE: signature is valid with the key without the white space or quotes around it. Remove them where you read the key.',
    ]);
  });
});

describe('inspectWidgetToken reports that a token contains the security key', () => {
  const exposed = (place: string, what = 'contains'): string =>
    `ERR_SECRET_EXPOSED: ${place} ${what} the security key, which anyone could read in the token. Remove it. If a token that contains the key was ever sent, rotate the key.`;

  it.each<[where: string, token: string, lines: string[]]>([
    ['in an attribute', withClaims({ attributes: { a: `key: ${SECRET}` } }), [exposed('attributes["a"]')]],
    ['in a registered claim', withClaims({ jti: SECRET }), [exposed('jti')]],
    ['in the header', forge({ ...HEADER, kid: SECRET }, CLAIMS), [exposed('header["kid"]')]],
    [
      'in a list in the header, and as a name',
      forge({ ...HEADER, x: ['', SECRET], y: { [SECRET]: 1 } }, CLAIMS),
      [exposed('header["x"][1]'), exposed('header["y"]', 'has a name that contains')],
    ],
  ])('%s', async (_where, token, lines) => {
    expect(linesOf(await inspect(token, { secret: SECRET }))).toEqual(lines);
  });

  it('if it is one of several, but not without the secret', async () => {
    const token = withClaims({ attributes: { a: SECRET } });
    const secret = [`new ${SECRET.toLowerCase()}`, SECRET];
    expect(linesOf(await inspect(token, { secret }))).toEqual([exposed('attributes["a"]')]);
    expect(linesOf(await inspect(token))).toEqual([]);
  });

  it('as the name of a claim, and does not show the name', async () => {
    const { issues } = await inspect(withClaims({ [SECRET]: 1 }), { secret: SECRET });
    expect(issues).toEqual([
      {
        code: 'ERR_TOKEN_CLAIM_INVALID',
        message:
          'A name here contains characters of the security key, so it is not shown. Pass the key only as the option "secret". If a token that contains the key was ever sent, rotate the key.',
        path: [],
      },
      {
        code: 'ERR_SECRET_EXPOSED',
        message: exposed('claims', 'has a name that contains').replace('ERR_SECRET_EXPOSED: ', ''),
        path: ['claims'],
      },
    ]);
  });
});

describe('inspectWidgetToken, for a hostile token,', () => {
  it.each(FORGERIES)('does not throw, and reports %s', async (_what, token, code) => {
    const { issues } = await inspect(token, RIGHT);
    expect(issues.map((issue) => issue.code)).toContain(code);
  });

  it('does not throw for random text', async () => {
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

  it('shows no value and no secret in an issue', async () => {
    const canary = 'canary';
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
});

describe('inspectWidgetToken throws for', () => {
  it.each<[what: string, options: object, code: string]>([
    ['an invalid widget id', { widgetId: ' x' }, 'ERR_WIDGET_ID_INVALID'],
    ['a number as the secret', { secret: 42 }, 'ERR_SECRET_INVALID'],
    ['an empty secret', { secret: '' }, 'ERR_SECRET_INVALID'],
    ['an empty array of secrets', { secret: [] }, 'ERR_SECRET_INVALID'],
    ['a missing secret among others', { secret: [SECRET, undefined] }, 'ERR_SECRET_INVALID'],
    ['a string as the date', { currentDate: 'now' }, 'ERR_CURRENT_DATE_INVALID'],
    ['a misspelt option', { secrets: SECRET }, 'ERR_OPTION_UNKNOWN'],
  ])('%s, and names the option', async (_what, options, code) => {
    const [name = ''] = Object.keys(options);
    const message = expect.stringContaining(name) as string;
    await expect(inspect(RIGHT_TOKEN, options)).rejects.toMatchObject({ code, message });
  });

  it('a widget id and a secret that are swapped, and shows neither', async () => {
    const call = inspect(RIGHT_TOKEN, { widgetId: SECRET, secret: WIDGET_ID });
    await expect(call).rejects.toHaveProperty('issues', [
      {
        code: 'ERR_WIDGET_ID_INVALID',
        message:
          'widgetId and secret are swapped. Exchange them. If a token that contains the key was ever sent, rotate the key.',
        path: ['widgetId'],
      },
    ]);
  });
});
