// verifyWidgetToken as a whole: what it accepts, what it refuses, and its options. Single rules are tested in
// claims.test.ts, parts.test.ts, json.test.ts and signature.test.ts.

import { createWidgetToken } from 'amazon-connect-widget-token';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import fc from 'fast-check';
import jsonwebtoken from 'jsonwebtoken';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { CLAIMS, forge, FORGERIES, HEADER, NOW, RIGHT_TOKEN, withClaims } from '../support/forgery.js';
import { RIGHT, SECRET, WIDGET_ID } from '../support/helpers.js';
import { codesOf, EXPECTED, importSecret, linesOf, refusal } from './reports.js';

const SIGN_ONLY = await importSecret('sign');

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('verifyWidgetToken', () => {
  it('accepts a token of createWidgetToken, and returns its claims', async () => {
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

  it('accepts a token of jsonwebtoken that keeps the same rules', async () => {
    const token = jsonwebtoken.sign({ attributes: { name: 'Jane' } }, SECRET, {
      subject: WIDGET_ID,
      expiresIn: 500,
    });
    expect(await verifyWidgetToken(token, RIGHT)).toHaveProperty('attributes', { name: 'Jane' });
  });

  it('uses the time of fake timers', async () => {
    vi.useFakeTimers({ now: NOW * 1000 });
    expect(await verifyWidgetToken(RIGHT_TOKEN, RIGHT)).toEqual(CLAIMS);
    vi.advanceTimersByTime(500_000);
    await expect(verifyWidgetToken(RIGHT_TOKEN, RIGHT)).rejects.toHaveProperty('code', 'ERR_TOKEN_EXPIRED');
  });

  it.each(FORGERIES)('refuses %s', async (_what, token, code) => {
    expect(await codesOf(token)).toContain(code);
  });

  it('refuses a token over 6144 bytes before it decodes anything', async () => {
    const decode = vi.spyOn(globalThis, 'atob');
    onTestFinished(() => {
      decode.mockRestore();
    });
    expect(await codesOf(withClaims({ attributes: { pad: 'x'.repeat(2500) } }))).toEqual([
      'ERR_TOKEN_TOO_LARGE',
    ]);
    expect(decode).not.toHaveBeenCalled();
    await verifyWidgetToken(RIGHT_TOKEN, EXPECTED);
    expect(decode).toHaveBeenCalled();
  });

  it('says nothing about the claims if the signature is wrong', async () => {
    const token = forge(HEADER, { sub: 'canary', attributes: { canary: 1 } }, `another ${SECRET}`);
    const error = await refusal(token);
    expect(error.issues).toEqual([
      {
        code: 'ERR_TOKEN_SIGNATURE',
        message:
          'signature was not made with this key, or the token was changed. Sign with the security key as text; inspectWidgetToken recognizes common mistakes.',
        path: ['signature'],
      },
    ]);
  });

  it('refuses a token that was made with none of several keys', async () => {
    const error = await refusal(RIGHT_TOKEN, { secret: [`new ${SECRET}`, `newer ${SECRET}`] });
    expect(error.message).toBe(
      'signature was not made with any of these keys, or the token was changed. Sign with the security key as text; inspectWidgetToken recognizes common mistakes.',
    );
  });

  it('refuses a token that contains the key in its header', async () => {
    const error = await refusal(forge({ ...HEADER, kid: SECRET }, CLAIMS));
    expect(linesOf(error)).toEqual([
      'ERR_SECRET_EXPOSED: header["kid"] contains the security key, which anyone could read in the token. Remove it. If a token that contains the key was ever sent, rotate the key.',
    ]);
  });

  it('refuses a token that contains one of the keys', async () => {
    const token = withClaims({ customerId: SECRET, attributes: { a: { b: SECRET } } });
    const lines = [
      'ERR_ATTRIBUTE_VALUE_NOT_STRING: attributes["a"] must be a string, not object, or Connect does not start the chat. Pass a string.',
      ...['attributes["a"]["b"]', 'customerId'].map(
        (place) =>
          `ERR_SECRET_EXPOSED: ${place} contains the security key, which anyone could read in the token. Remove it. If a token that contains the key was ever sent, rotate the key.`,
      ),
    ];
    for (const secret of [SECRET, [`new ${SECRET.toLowerCase()}`, Buffer.from(SECRET)]]) {
      expect(linesOf(await refusal(token, { secret }))).toEqual(lines);
    }
  });

  it('accepts every token of createWidgetToken, and returns its attributes', async () => {
    const attributes = fc
      .dictionary(fc.stringMatching(/^[\w-]{1,10}$/), fc.string({ unit: 'binary', maxLength: 40 }), {
        maxKeys: 6,
      })
      .filter((given) => Object.values(given).every((value) => value.isWellFormed()));
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

  it('refuses a token in which any one character was changed', async () => {
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

describe('the options of verifyWidgetToken', () => {
  it('may be ten secrets, and a clock tolerance of 0', async () => {
    const secret = Array.from({ length: 10 }, (_, index) => (index === 9 ? SECRET : `${SECRET}${index}`));
    expect(await verifyWidgetToken(RIGHT_TOKEN, { ...EXPECTED, secret, clockTolerance: 0 })).toEqual(CLAIMS);
  });

  it.each<[what: string, options: object, issues: string[]]>([
    ['a missing widget id', { widgetId: undefined }, ['ERR_WIDGET_ID_INVALID widgetId']],
    ['a missing secret', { secret: undefined }, ['ERR_SECRET_INVALID secret']],
    ['an empty array of secrets', { secret: [] }, ['ERR_SECRET_INVALID secret']],
    ['eleven secrets', { secret: Array.from({ length: 11 }, () => SECRET) }, ['ERR_SECRET_INVALID secret']],
    ['an invalid secret among others', { secret: [SECRET, 'short'] }, ['ERR_SECRET_INVALID secret,1']],
    ['a number as the date', { currentDate: NOW }, ['ERR_CURRENT_DATE_INVALID currentDate']],
    [
      'a clock tolerance of 61 seconds',
      { clockTolerance: 61 },
      ['ERR_CLOCK_TOLERANCE_INVALID clockTolerance'],
    ],
    ['a negative clock tolerance', { clockTolerance: -1 }, ['ERR_CLOCK_TOLERANCE_INVALID clockTolerance']],
    ['NaN as the clock tolerance', { clockTolerance: NaN }, ['ERR_CLOCK_TOLERANCE_INVALID clockTolerance']],
    [
      'a string as the clock tolerance',
      { clockTolerance: '5' },
      ['ERR_CLOCK_TOLERANCE_INVALID clockTolerance'],
    ],
    ['a misspelt option', { clockTolerence: 5 }, ['ERR_OPTION_UNKNOWN clockTolerence']],
    [
      'several problems, and all are reported',
      { widgetId: '', secret: '' },
      ['ERR_WIDGET_ID_INVALID widgetId', 'ERR_SECRET_INVALID secret'],
    ],
    [
      'a widget id and a secret that are swapped',
      { widgetId: SECRET, secret: WIDGET_ID },
      ['ERR_WIDGET_ID_INVALID widgetId'],
    ],
  ])('are refused for %s', async (_what, options, expected) => {
    const { issues } = await refusal(RIGHT_TOKEN, options);
    expect(issues.map(({ code, path }) => `${code} ${path.join()}`)).toEqual(expected);
  });

  it.each<[what: string, options: object, message: string]>([
    [
      'eleven secrets',
      { secret: Array(11).fill(SECRET) },
      'secret must be one security key or an array of 1 to 10. Pass the keys that Connect shows.',
    ],
    [
      'a CryptoKey that may only sign',
      { secret: SIGN_ONLY },
      'secret must be a CryptoKey that may verify. Import it with the usage "verify".',
    ],
    [
      'a clock tolerance of 61 seconds',
      { clockTolerance: 61 },
      'clockTolerance must be a number of seconds from 0 to 60. Leave it out for 0.',
    ],
    [
      'a misspelt option',
      { clockTolerence: 5 },
      'clockTolerence is not an option. Did you mean clockTolerance?',
    ],
    [
      'an option that is like none of its own',
      { issuedAt: new Date() },
      'issuedAt is not an option. The options are: widgetId, secret, currentDate, clockTolerance.',
    ],
    [
      'a widget id and a secret that are swapped',
      { widgetId: SECRET, secret: WIDGET_ID },
      'widgetId and secret are swapped. Exchange them. If a token that contains the key was ever sent, rotate the key.',
    ],
    [
      'the key as the name of an option',
      { [SECRET]: 1 },
      'A name here contains characters of the security key, so it is not shown. Pass the key only as the option "secret". If a token that contains the key was ever sent, rotate the key.',
    ],
  ])('are refused for %s, with a message that says how to fix it', async (_what, options, message) => {
    expect(await refusal(RIGHT_TOKEN, options)).toHaveProperty('message', message);
  });

  it('do not matter without WebCrypto', async () => {
    vi.stubGlobal('crypto', undefined);
    expect(await codesOf(RIGHT_TOKEN, { secret: '' })).toEqual(['ERR_NO_WEBCRYPTO']);
  });
});
