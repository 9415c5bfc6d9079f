import { createWidgetToken, WidgetTokenError } from 'amazon-connect-widget-token';
import { inspectWidgetToken, type Inspection } from 'amazon-connect-widget-token/verify';
import fc from 'fast-check';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { CLAIMS, forge, FORGERIES, HEADER, NOW, RIGHT_TOKEN, withClaims } from '../support/forgery.js';
import { RIGHT, SECRET, WIDGET_ID } from '../support/helpers.js';

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

describe('claims beside those of Connect', () => {
  it('the registered ones are left alone', async () => {
    const registered = { iss: 'me', aud: 'you', nbf: NOW, jti: '1' };
    expect((await inspect(withClaims(registered), RIGHT)).issues).toEqual([]);
  });

  it.each(['customerId', 'relatedContactId', 'segmentAttributes'])(
    '%s is known by its name',
    async (claim) => {
      const misspelt = claim.toLowerCase();
      expect(linesOf(await inspect(withClaims({ [misspelt]: {} }), RIGHT))).toEqual([
        `ERR_TOKEN_CLAIM_INVALID: ${misspelt} is not a claim that Connect reads: it reads "${claim}". Rename it to "${claim}".`,
      ]);
    },
  );

  it('a life of 600 seconds is right', async () => {
    expect((await inspect(withClaims({ exp: NOW + 600 }), RIGHT)).issues).toEqual([]);
  });

  it('nbf is named when it is no time', async () => {
    const { issues } = await inspect(withClaims({ nbf: 'now' }), RIGHT);
    expect(issues.map(({ path }) => path)).toEqual([['nbf']]);
  });
});

describe('what else is wrong is told in full', () => {
  it('a signature that was cut', async () => {
    expect(linesOf(await inspect(RIGHT_TOKEN.slice(0, -3), RIGHT)).join('\n')).toContain(
      'Pass on all of the token.',
    );
  });

  it('an algorithm that is no name', async () => {
    const [line] = linesOf(await inspect(forge({ alg: 512 }, CLAIMS), RIGHT));
    expect(line).toMatch(/^ERR_TOKEN_ALGORITHM: .*is something else: Connect takes HS256 alone\./);
  });

  it('a word that ends in "bearer" is not the scheme of a header', async () => {
    const [line] = linesOf(await inspect('forbearer x.y.z'));
    expect(line).not.toContain('"Bearer" around it');
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
      'ERR_TOKEN_LIFETIME: token expires 3600 s after it was issued; Connect allows 600. Set iat to Math.floor(Date.now() / 1000), and exp to iat + 500.',
    ],
    [
      'signed for a year',
      made({ exp: NOW + 31536000 }),
      {},
      'ERR_TOKEN_LIFETIME: token expires 31536000 s after it was issued; Connect allows 600. Set iat to Math.floor(Date.now() / 1000), and exp to iat + 500.',
    ],
    [
      'the lifetime subtracted',
      made({ exp: NOW - 500 }),
      {},
      'ERR_TOKEN_LIFETIME: token was expired when issued: exp is 500 s before iat. Set iat to Math.floor(Date.now() / 1000), and exp to iat + 500.',
    ],
    [
      'no lifetime at all',
      made({ exp: NOW }),
      {},
      'ERR_TOKEN_LIFETIME: token was expired when issued: exp is the same as iat. Set iat to Math.floor(Date.now() / 1000), and exp to iat + 500.',
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
      'ERR_ATTRIBUTE_VALUE_NOT_STRING: attributes["age"] must be a string, not number: Connect starts no chat otherwise. Send String(value), or leave it out. Put every value in quotes: "45", "true".',
    ],
    [
      'nested attributes, as a browser sent them',
      made({ attributes: { user: { name: 'Jane' } } }),
      {},
      'ERR_ATTRIBUTE_VALUE_NOT_STRING: attributes["user"] must be a string, not object: Connect starts no chat otherwise. Send a string, or leave it out. Put every value in quotes: "45", "true".',
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
      'ERR_TOKEN_CLAIM_INVALID: exp is missing. Set iat to Math.floor(Date.now() / 1000), and exp to iat + 500.',
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

describe('more that goes wrong on the way', () => {
  it.each([`Bearer ${RIGHT_TOKEN}`, `${RIGHT_TOKEN}\n`, `"${RIGHT_TOKEN}"`])(
    'what stands around a token: %j',
    async (token) => {
      expect(linesOf(await inspect(token, RIGHT))).toEqual([
        'ERR_TOKEN_MALFORMED: token has white space, quotes or "Bearer" around it. Pass the token alone.',
      ]);
    },
  );

  it.each([RIGHT_TOKEN.slice(0, -3), RIGHT_TOKEN.slice(0, -43)])(
    'a signature that was cut, without a key too',
    async (token) => {
      const [line] = linesOf(await inspect(token));
      expect(line).toMatch(/^ERR_TOKEN_(SIGNATURE: signature must have 32 bytes, and has (30|0)\.)/);
    },
  );

  it('attributes beside the claim that Connect reads', async () => {
    expect(linesOf(await inspect(withClaims({ name: 'Jane', jti: '1' })))).toEqual([
      'ERR_TOKEN_CLAIM_INVALID: name is not a claim that Connect reads. Contact attributes go into the claim "attributes".',
    ]);
  });

  it.each(['\n', '\r\n', '\r', ' '])('white space after the key: %j', async (end) => {
    const { issues } = await inspect(forge(HEADER, CLAIMS, SECRET + end), { secret: SECRET });
    expect(issues[0]?.message).toBe('signature holds with white space after the key.');
  });

  it('milliseconds before 1970', async () => {
    expect(linesOf(await inspect(withClaims({ iat: -NOW * 1000, exp: NOW })))[0]).toContain(
      'iat is in milliseconds',
    );
  });

  it('a key of white space alone, and one for another algorithm', async () => {
    expect(await inspect(RIGHT_TOKEN, { secret: ' '.repeat(40) })).toHaveProperty('signature', 'invalid');
    const secret = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
    expect(await inspect(RIGHT_TOKEN, { secret })).toHaveProperty('signature', 'invalid');
  });

  it.each([{ toString: 1 }, JSON.parse('['.repeat(4000) + ']'.repeat(4000)) as unknown])(
    'a subject that is no text',
    async (sub) => {
      const [line] = linesOf(await inspect(withClaims({ sub })));
      expect(line).toMatch(/^ERR_TOKEN_(WIDGET_ID|TOO_LARGE)/);
    },
  );

  it('a key of no bytes, of which WebCrypto makes none', async () => {
    const lines = linesOf(await inspect(RIGHT_TOKEN, { secret: new Uint8Array() }));
    expect(lines.map((line) => line.slice(0, 60))).toEqual([
      'ERR_SECRET_INVALID: secret must have at least 32 bytes for H',
      'ERR_TOKEN_SIGNATURE: signature was not made with this key, o',
    ]);
  });

  it('a CryptoKey that is none', async () => {
    const poses = [
      Object.assign(() => undefined, { [Symbol.toStringTag]: 'CryptoKey' }),
      new Proxy(
        { [Symbol.toStringTag]: 'CryptoKey' },
        {
          getPrototypeOf: () => {
            throw new Error('no');
          },
        },
      ),
    ];
    for (const secret of poses) {
      const outcome = await inspect(RIGHT_TOKEN, { secret }).catch((error: unknown) => error);
      expect(outcome instanceof WidgetTokenError ? outcome.code : (outcome as Inspection).signature).toMatch(
        /^(ERR_SECRET_INVALID|invalid)$/,
      );
    }
  });

  it('a key of two, while keys are rotated', async () => {
    const secret = [`new ${SECRET}`, SECRET];
    expect(await inspect(RIGHT_TOKEN, { secret })).toMatchObject({ signature: 'valid', issues: [] });
    expect(linesOf(await inspect(forge(HEADER, CLAIMS, `${SECRET}\r`), { secret }))).toEqual([
      'ERR_TOKEN_SIGNATURE: signature holds with white space after the key. Trim the key where the token is signed.',
    ]);
  });
});

describe('a token that cannot be read says why', () => {
  const [header = '', claims = '', signature = ''] = RIGHT_TOKEN.split('.');
  const PASS_ON = 'Make the token with a JWT library, and pass on all of it.';

  it.each<[what: string, token: unknown, path: string[], line: string]>([
    ['no text', 42, ['token'], 'token must be a string, not number. Await createWidgetToken.'],
    [
      'a promise',
      Promise.resolve(''),
      ['token'],
      'token must be a string, not Promise. Await createWidgetToken.',
    ],
    [
      'two parts',
      `${header}.${claims}`,
      ['token'],
      'token must have three parts between dots, not 2. Pass the whole token and nothing else.',
    ],
    [
      'a header that is no Base64url',
      `!.${claims}.${signature}`,
      ['header'],
      `header is not Base64url. ${PASS_ON}`,
    ],
    [
      'claims that are no Base64url',
      `${header}.=.${signature}`,
      ['claims'],
      `claims is not Base64url. ${PASS_ON}`,
    ],
    [
      'a signature that is no Base64url',
      `${header}.${claims}.${signature.slice(1)}*`,
      ['signature'],
      `signature is not Base64url. ${PASS_ON}`,
    ],
    ['a header that is no JSON', forge('x', CLAIMS), ['header'], `header is not JSON in UTF-8. ${PASS_ON}`],
    [
      'a header that is no object',
      forge('[]', CLAIMS),
      ['header'],
      `header is not a JSON object. ${PASS_ON}`,
    ],
    [
      'claims with a key twice',
      forge(HEADER, '{"a":1,"a":2}'),
      ['claims'],
      `claims has a key twice. ${PASS_ON}`,
    ],
    [
      'an extension',
      forge({ ...HEADER, b64: true }, CLAIMS),
      ['header', 'b64'],
      'header["b64"] is an extension that Connect does not know. Leave it out of the header.',
    ],
    [
      'a subject that is missing',
      withClaims({ sub: undefined }),
      ['sub'],
      'sub is missing. The widget id is the last argument of the loader in the snippet.',
    ],
    [
      'a time that is a text',
      withClaims({ iat: '1' }),
      ['iat'],
      'iat must be a whole number of seconds, not string. Set iat to Math.floor(Date.now() / 1000), and exp to iat + 500.',
    ],
    [
      'a time that is a fraction',
      withClaims({ exp: NOW + 0.5 }),
      ['exp'],
      'exp must be a whole number of seconds. Set iat to Math.floor(Date.now() / 1000), and exp to iat + 500.',
    ],
  ])('%s', async (_what, token, path, line) => {
    const { issues } = await inspect(token);
    expect(issues.map((issue) => [issue.path, `${issue.message} ${issue.hint}`])).toEqual([[path, line]]);
  });

  it('and its size is that of what was there', async () => {
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

  it('it has no life where the claims cannot be read', async () => {
    expect(await inspect('no token')).toMatchObject({ claims: undefined, expiresInSeconds: undefined });
  });

  it('it reads a text of 100,000 characters, and none of more', async () => {
    const token = withClaims({ attributes: { pad: 'x'.repeat(74_000) } });
    const [header = '', claims = '', signature = ''] = token.split('.');
    const longest = `${header}.${claims}.${signature}${'A'.repeat(100_000 - token.length)}`;
    expect(longest).toHaveLength(100_000);
    expect(await inspect(longest)).toMatchObject({ header: HEADER });
    const longer = await inspect(`${longest}A`);
    expect(longer).toMatchObject({ header: undefined });
    expect(longer.issues.map(({ code }) => code)).toEqual(['ERR_TOKEN_TOO_LARGE']);
  });

  it('it does not read a text that is no token at all', async () => {
    expect(await inspect(`${RIGHT_TOKEN}${' '.repeat(100_000)}`)).toMatchObject({
      header: undefined,
      claims: undefined,
    });
  });

  it('it finds a hundred issues at the most, of claims and of attributes', async () => {
    const many = Object.fromEntries(Array.from({ length: 9000 }, (_, key) => [key.toString(36), 1]));
    const misspell = (key: number): string =>
      Array.from('customerid', (letter, bit) => (key & (1 << bit) ? letter.toUpperCase() : letter)).join('');
    const misspelt = Object.fromEntries(Array.from({ length: 200 }, (_, key) => [misspell(key), 1]));
    for (const claims of [many, misspelt, { ...CLAIMS, Sub: 1, attributes: many }]) {
      expect((await inspect(withClaims(claims))).issues).toHaveLength(100);
    }
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
    ['no secrets', { secret: [] }, 'ERR_SECRET_INVALID'],
    ['a missing secret among others', { secret: [SECRET, undefined] }, 'ERR_SECRET_INVALID'],
    ['a date that is none', { currentDate: 'now' }, 'ERR_CURRENT_DATE_INVALID'],
    ['a typo', { secrets: SECRET }, 'ERR_OPTION_UNKNOWN'],
  ])('refuse %s', async (_what, options, code) => {
    await expect(inspect(RIGHT_TOKEN, options)).rejects.toHaveProperty('code', code);
  });
});
