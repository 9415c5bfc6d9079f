import { createWidgetToken, WidgetTokenError } from 'amazon-connect-widget-token';
import { inspectWidgetToken, verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import jsonwebtoken from 'jsonwebtoken';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { CLAIMS, forge, FORGERIES, HEADER, NOW, RIGHT_TOKEN, withClaims } from '../support/forgery.js';
import { RIGHT, SECRET, WIDGET_ID } from '../support/helpers.js';

const EXPECTED = { ...RIGHT, currentDate: new Date(NOW * 1000) };

const verifyUnchecked = verifyWidgetToken as (token: unknown, options?: unknown) => Promise<unknown>;

async function codesOf(token: unknown, options: object = {}): Promise<string[]> {
  const outcome = await verifyUnchecked(token, { ...EXPECTED, ...options }).catch((error: unknown) => error);
  if (!(outcome instanceof WidgetTokenError)) expect.fail(`not refused: ${JSON.stringify(outcome)}`);
  return outcome.issues.map(({ code }) => code);
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('verifyWidgetToken accepts', () => {
  it('what createWidgetToken makes, and gives back its claims', async () => {
    const claims = {
      customerId: '42',
      relatedContactId: 'contact',
      segmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Guide' } },
      attributes: JSON.parse('{"name":"Zoë","__proto__":"x"}') as Record<string, string>,
    };
    const token = await createWidgetToken({ ...RIGHT, ...claims });
    const verified = await verifyWidgetToken(token, RIGHT);
    expect(verified).toEqual({
      sub: WIDGET_ID,
      iat: expect.any(Number) as number,
      exp: expect.any(Number) as number,
      ...claims,
    });
    expect(Object.entries(verified.attributes ?? {})).toEqual(Object.entries(claims.attributes));
    expect(verified.exp - verified.iat).toBe(500);
  });

  it('what jsonwebtoken makes by the same rules', async () => {
    const token = jsonwebtoken.sign({ attributes: { name: 'Jane' } }, SECRET, {
      subject: WIDGET_ID,
      expiresIn: 500,
    });
    expect(await verifyWidgetToken(token, RIGHT)).toHaveProperty('attributes', { name: 'Jane' });
  });

  it('bytes and a CryptoKey for the secret', async () => {
    const bytes = new TextEncoder().encode(SECRET);
    const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [
      'verify',
    ]);
    for (const secret of [bytes, key, [key, SECRET]]) {
      expect(await verifyWidgetToken(RIGHT_TOKEN, { ...EXPECTED, secret })).toEqual(CLAIMS);
    }
  });

  it('the old key while keys are rotated', async () => {
    const options = { ...EXPECTED, secret: [`new ${SECRET}`, SECRET] };
    expect(await verifyWidgetToken(RIGHT_TOKEN, options)).toEqual(CLAIMS);
    expect(await codesOf(RIGHT_TOKEN, { secret: [`new ${SECRET}`, `newer ${SECRET}`] })).toEqual([
      'ERR_TOKEN_SIGNATURE',
    ]);
  });

  it('the time of fake timers', async () => {
    vi.useFakeTimers({ now: NOW * 1000 });
    expect(await verifyWidgetToken(RIGHT_TOKEN, RIGHT)).toEqual(CLAIMS);
    vi.advanceTimersByTime(500_000);
    await expect(verifyWidgetToken(RIGHT_TOKEN, RIGHT)).rejects.toHaveProperty('code', 'ERR_TOKEN_EXPIRED');
  });

  it('a key that stands in two objects, which is not twice in one', async () => {
    const { sub, iat, exp } = CLAIMS;
    const token = forge(HEADER, {
      attributes: { sub: 'a', iat: 'b' },
      segmentAttributes: { sub: { ValueString: 'c' } },
      sub,
      iat,
      exp,
    });
    expect(await verifyWidgetToken(token, EXPECTED)).toHaveProperty('attributes', { sub: 'a', iat: 'b' });
  });

  it('ten keys, and a tolerance of nothing', async () => {
    const secret = Array.from({ length: 10 }, (_, index) => (index === 9 ? SECRET : `${SECRET}${index}`));
    expect(await verifyWidgetToken(RIGHT_TOKEN, { ...EXPECTED, secret, clockTolerance: 0 })).toEqual(CLAIMS);
  });

  it('any typ, since RFC 7519 leaves it to the application', async () => {
    expect(await verifyWidgetToken(forge({ alg: 'HS256' }, CLAIMS), EXPECTED)).toEqual(CLAIMS);
  });

  it('claims that Connect does not know, and does not return them', async () => {
    expect(await verifyWidgetToken(withClaims({ iss: 'me', jti: '1' }), EXPECTED)).toEqual(CLAIMS);
  });
});

describe('verifyWidgetToken refuses', () => {
  it.each(FORGERIES)('%s', async (_what, token, code) => {
    expect(await codesOf(token)).toContain(code);
  });

  it('the token of RFC 7515, appendix A.1, whose signature holds and whose claims do not', async () => {
    const token =
      'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    const k = 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow';
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const secret = await crypto.subtle.importKey('jwk', { kty: 'oct', k }, algorithm, false, ['verify']);
    expect(await codesOf(token, { secret })).toEqual([
      'ERR_TOKEN_WIDGET_ID',
      'ERR_TOKEN_CLAIM_INVALID',
      'ERR_TOKEN_EXPIRED',
    ]);
    expect(await codesOf(token)).toEqual(['ERR_TOKEN_SIGNATURE']);
    expect(await inspectWidgetToken(token, { secret })).toHaveProperty('signature', 'valid');
  });

  it.each<[rule: string, claims: object, codes: string[]]>([
    ['another widget', { sub: 'another' }, ['ERR_TOKEN_WIDGET_ID']],
    ['no widget', { sub: undefined }, ['ERR_TOKEN_WIDGET_ID']],
    ['quotes around the widget', { sub: `"${WIDGET_ID}"` }, ['ERR_TOKEN_WIDGET_ID']],
    ['no iat', { iat: undefined }, ['ERR_TOKEN_CLAIM_INVALID']],
    ['no exp', { exp: undefined }, ['ERR_TOKEN_CLAIM_INVALID']],
    ['iat as a text', { iat: String(NOW) }, ['ERR_TOKEN_CLAIM_INVALID']],
    ['a fraction of a second', { exp: NOW + 0.5 }, ['ERR_TOKEN_CLAIM_INVALID']],
    [
      'milliseconds',
      { iat: NOW * 1000, exp: NOW * 1000 + 500 },
      ['ERR_TOKEN_CLAIM_INVALID', 'ERR_TOKEN_CLAIM_INVALID'],
    ],
    ['601 seconds of life', { exp: NOW + 601 }, ['ERR_TOKEN_LIFETIME']],
    ['no life', { exp: NOW, iat: NOW }, ['ERR_TOKEN_LIFETIME', 'ERR_TOKEN_EXPIRED']],
    ['an expiry before the issue', { exp: NOW - 500 }, ['ERR_TOKEN_LIFETIME', 'ERR_TOKEN_EXPIRED']],
    ['a token from the future', { iat: NOW + 1, exp: NOW + 2 }, ['ERR_TOKEN_NOT_YET_VALID']],
    ['a token that holds from tomorrow', { nbf: NOW + 86400 }, ['ERR_TOKEN_NOT_YET_VALID']],
    ['an nbf that is no time', { nbf: 'now' }, ['ERR_TOKEN_CLAIM_INVALID']],
    ['attributes by another name', { Attributes: { a: 'b' } }, ['ERR_TOKEN_CLAIM_INVALID']],
    ['a number among the attributes', { attributes: { age: 45 } }, ['ERR_ATTRIBUTE_VALUE_NOT_STRING']],
    ['attributes that are null', { attributes: null }, ['ERR_ATTRIBUTES_NOT_OBJECT']],
    ['an empty customer id', { customerId: '' }, ['ERR_CUSTOMER_ID_INVALID']],
    ['a contact id that is a number', { relatedContactId: 1 }, ['ERR_RELATED_CONTACT_ID_INVALID']],
    [
      'segment attributes without types',
      { segmentAttributes: { a: 'b' } },
      ['ERR_SEGMENT_ATTRIBUTES_INVALID'],
    ],
    [
      'everything at once',
      { sub: 'x', exp: NOW + 3600, attributes: { a: 1, b: 2 }, customerId: '' },
      [
        'ERR_TOKEN_WIDGET_ID',
        'ERR_TOKEN_LIFETIME',
        'ERR_CUSTOMER_ID_INVALID',
        'ERR_ATTRIBUTE_VALUE_NOT_STRING',
        'ERR_ATTRIBUTE_VALUE_NOT_STRING',
      ],
    ],
  ])('claims: %s', async (_rule, claims, codes) => {
    expect(await codesOf(withClaims(claims))).toEqual(codes);
  });

  it('a claim that breaks a rule of createWidgetToken, in the same words', async () => {
    await expect(verifyWidgetToken(withClaims({ customerId: '' }), EXPECTED)).rejects.toHaveProperty(
      'message',
      'customerId must have 1 to 128 characters. Leave it out if there is none.',
    );
  });

  it('a time from the year 5000 on, and its negative', async () => {
    for (const iat of [95_617_584_000, -95_617_584_000]) {
      expect(await codesOf(withClaims({ iat }))).toContain('ERR_TOKEN_CLAIM_INVALID');
    }
  });

  it('a token of 6146 bytes, and takes one of 6144', async () => {
    const sized = (pad: number): string => withClaims({ attributes: { pad: 'x'.repeat(pad) } });
    const room = 2243 - Buffer.from(sized(0).split('.')[1] ?? '', 'base64url').length;
    expect(sized(room)).toHaveLength(3072);
    expect(await verifyWidgetToken(sized(room), EXPECTED)).toHaveProperty('iat', NOW);
    expect(await codesOf(sized(room + 1))).toEqual(['ERR_TOKEN_TOO_LARGE']);
  });

  it('claims that come from a polluted prototype', async () => {
    const polluted: Record<string, unknown> = Object.prototype as never;
    Object.assign(polluted, CLAIMS, { alg: 'HS256' });
    try {
      expect(await codesOf(forge(HEADER, {}))).toEqual([
        'ERR_TOKEN_WIDGET_ID',
        'ERR_TOKEN_CLAIM_INVALID',
        'ERR_TOKEN_CLAIM_INVALID',
      ]);
      expect(await codesOf(forge({ typ: 'JWT' }, CLAIMS))).toEqual(['ERR_TOKEN_ALGORITHM']);
    } finally {
      for (const key of [...Object.keys(CLAIMS), 'alg']) Reflect.deleteProperty(polluted, key);
    }
  });

  it('and says nothing of the claims when the signature does not hold', async () => {
    const token = forge(HEADER, { sub: 'canary', attributes: { canary: 1 } }, `another ${SECRET}`);
    const error = (await verifyUnchecked(token, EXPECTED).catch(
      (thrown: unknown) => thrown,
    )) as WidgetTokenError;
    expect(error.message).toBe(
      "signature was not made by any of the keys, or was changed. Sign with the widget's security key, as text; inspectWidgetToken knows the usual mistakes.",
    );
    expect(JSON.stringify(error)).not.toContain('canary');
  });
});

describe('the edges of time', () => {
  const at = (seconds: number, clockTolerance?: number) =>
    verifyWidgetToken(RIGHT_TOKEN, {
      ...RIGHT,
      currentDate: new Date((NOW + seconds) * 1000),
      clockTolerance,
    });

  it('a token holds from iat until just before exp', async () => {
    await expect(at(-1)).rejects.toHaveProperty('code', 'ERR_TOKEN_NOT_YET_VALID');
    expect(await at(0)).toEqual(CLAIMS);
    expect(await at(499)).toEqual(CLAIMS);
    await expect(at(500)).rejects.toHaveProperty('code', 'ERR_TOKEN_EXPIRED');
  });

  it('the tolerance is added at both ends', async () => {
    await expect(at(-61, 60)).rejects.toHaveProperty('code', 'ERR_TOKEN_NOT_YET_VALID');
    expect(await at(-60, 60)).toEqual(CLAIMS);
    expect(await at(559, 60)).toEqual(CLAIMS);
    await expect(at(560, 60)).rejects.toHaveProperty('code', 'ERR_TOKEN_EXPIRED');
  });
});

describe('the options of verifyWidgetToken', () => {
  it.each<[what: string, options: object, findings: string[]]>([
    ['no widget id', { widgetId: undefined }, ['ERR_WIDGET_ID_INVALID widgetId']],
    ['no secret', { secret: undefined }, ['ERR_SECRET_INVALID secret']],
    ['no secrets', { secret: [] }, ['ERR_SECRET_INVALID secret']],
    ['eleven secrets', { secret: Array.from({ length: 11 }, () => SECRET) }, ['ERR_SECRET_INVALID secret']],
    ['a wrong secret among others', { secret: [SECRET, 'short'] }, ['ERR_SECRET_INVALID secret,1']],
    ['a date that is none', { currentDate: NOW }, ['ERR_CURRENT_DATE_INVALID currentDate']],
    ['61 seconds of tolerance', { clockTolerance: 61 }, ['ERR_CLOCK_TOLERANCE_INVALID clockTolerance']],
    ['a negative tolerance', { clockTolerance: -1 }, ['ERR_CLOCK_TOLERANCE_INVALID clockTolerance']],
    [
      'a tolerance that is no number',
      { clockTolerance: NaN },
      ['ERR_CLOCK_TOLERANCE_INVALID clockTolerance'],
    ],
    ['a tolerance as a text', { clockTolerance: '5' }, ['ERR_CLOCK_TOLERANCE_INVALID clockTolerance']],
    ['a typo', { clockTolerence: 5 }, ['ERR_OPTION_UNKNOWN clockTolerence']],
    [
      'two at once',
      { widgetId: '', secret: '' },
      ['ERR_WIDGET_ID_INVALID widgetId', 'ERR_SECRET_INVALID secret'],
    ],
  ])('refuses %s', async (_what, options, findings) => {
    const error = await verifyUnchecked(RIGHT_TOKEN, { ...EXPECTED, ...options }).catch(
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof WidgetTokenError)) expect.fail('not refused');
    expect(error.issues.map(({ code, path }) => `${code} ${path.join()}`)).toEqual(findings);
  });

  it('refuses a CryptoKey that may not verify', async () => {
    const key = await crypto.subtle.importKey(
      'raw',
      Buffer.from(SECRET),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    await expect(verifyWidgetToken(RIGHT_TOKEN, { ...EXPECTED, secret: key })).rejects.toThrow(
      'secret must be a CryptoKey that may verify: import it with the usage "verify".',
    );
  });

  it.each([
    [
      'eleven secrets',
      { secret: Array(11).fill(SECRET) },
      'secret must be one security key, or an array of 1 to 10.',
    ],
    ['a tolerance of 61 seconds', { clockTolerance: 61 }, 'clockTolerance must be seconds from 0 to 60.'],
  ])('say in words what is wrong with %s', async (_what, options, message) => {
    await expect(verifyUnchecked(RIGHT_TOKEN, { ...EXPECTED, ...options })).rejects.toHaveProperty(
      'message',
      message,
    );
  });

  it.each([
    ['without a code', new Error(SECRET)],
    ['with a code', Object.assign(new Error(SECRET), { code: 'EIO' })],
    ['with a number, as a DOMException', new DOMException(SECRET, 'DataError')],
  ])('tell a WebCrypto that fails %s from a token that is forged', async (_what, error) => {
    const subtle = { importKey: () => Promise.reject(error) };
    vi.stubGlobal('crypto', { subtle });
    const refused = expect(verifyWidgetToken(RIGHT_TOKEN, EXPECTED)).rejects;
    await refused.toHaveProperty('code', 'ERR_NO_WEBCRYPTO');
    await refused.toThrow(/^WebCrypto \(crypto\.subtle\) would not verify with HMAC SHA-256 here\./);
    await expect(inspectWidgetToken(RIGHT_TOKEN, RIGHT)).rejects.toHaveProperty('code', 'ERR_NO_WEBCRYPTO');
  });

  it('tell a WebCrypto that will not verify from a token that is forged', async () => {
    const { subtle } = crypto;
    const importKey = subtle.importKey.bind(subtle);
    const verify = (): Promise<never> => Promise.reject(new Error(SECRET));
    vi.stubGlobal('crypto', { subtle: { importKey, verify } });
    await expect(verifyWidgetToken(RIGHT_TOKEN, EXPECTED)).rejects.toHaveProperty('code', 'ERR_NO_WEBCRYPTO');
    await expect(inspectWidgetToken(RIGHT_TOKEN, RIGHT)).rejects.toHaveProperty('code', 'ERR_NO_WEBCRYPTO');
  });

  it('drop what a TextEncoder throws', async () => {
    const encode = vi.spyOn(TextEncoder.prototype, 'encode').mockImplementation((text) => {
      throw new Error(text);
    });
    onTestFinished(() => {
      encode.mockRestore();
    });
    await expect(verifyWidgetToken(RIGHT_TOKEN, EXPECTED)).rejects.toHaveProperty('code', 'ERR_NO_WEBCRYPTO');
    await expect(inspectWidgetToken(RIGHT_TOKEN, RIGHT)).rejects.toHaveProperty('code', 'ERR_NO_WEBCRYPTO');
  });

  it('work where Uint8Array is of another realm than TextEncoder, as in Vitest with jsdom', async () => {
    vi.stubGlobal('Uint8Array', runInNewContext('Uint8Array') as unknown);
    expect(await verifyWidgetToken(RIGHT_TOKEN, EXPECTED)).toEqual(CLAIMS);
  });

  it('need WebCrypto', async () => {
    vi.stubGlobal('crypto', undefined);
    await expect(verifyWidgetToken(RIGHT_TOKEN, EXPECTED)).rejects.toHaveProperty('code', 'ERR_NO_WEBCRYPTO');
  });
});

describe('for any attributes', () => {
  const attributes = fc
    .dictionary(fc.stringMatching(/^[\w-]{1,10}$/), fc.string({ unit: 'binary', maxLength: 40 }), {
      maxKeys: 6,
    })
    .filter((given) => Object.values(given).every((value) => value.isWellFormed()));

  it('what was made verifies, and gives back the same', async () => {
    await fc.assert(
      fc.asyncProperty(attributes, fc.integer({ min: 1, max: 600 }), async (given, expiresIn) => {
        const token = await createWidgetToken({ ...RIGHT, expiresIn, attributes: given });
        const verified = await verifyWidgetToken(token, { ...RIGHT, clockTolerance: 60 });
        expect(Object.entries(verified.attributes ?? {})).toEqual(Object.entries(given));
        expect(verified.exp - verified.iat).toBe(expiresIn);
      }),
      { numRuns: 3_000 },
    );
  });

  it('no character of a token can be another', async () => {
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ';
    const accepted: string[] = [];
    for (let index = 0; index < RIGHT_TOKEN.length; index++) {
      for (const character of Array.from(characters)) {
        if (character === RIGHT_TOKEN[index]) continue;
        const changed = RIGHT_TOKEN.slice(0, index) + character + RIGHT_TOKEN.slice(index + 1);
        await verifyWidgetToken(changed, EXPECTED).then(
          () => accepted.push(changed),
          () => undefined,
        );
      }
    }
    expect(accepted).toEqual([]);
  });
});
