// Errors that would show the secret, because it was passed as a name.

import { inspectWidgetToken, verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { estimateUnchecked, refusal, RIGHT, SECRET } from '../support/helpers.js';

const HIDDEN = {
  message:
    'A name here contains characters of the security key, so it is not shown. Pass the key only as the option "secret". If a token that contains the key was ever sent, rotate the key.',
  path: [],
};

describe('a secret that was passed as a name', () => {
  it.each<[what: string, wrong: object, code: string]>([
    ['an option', { [SECRET]: 1 }, 'ERR_OPTION_UNKNOWN'],
    ['an attribute', { attributes: { [SECRET]: 1 } }, 'ERR_ATTRIBUTE_KEY_INVALID'],
    ['an attribute, and cut', { attributes: { [SECRET + SECRET]: 'x' } }, 'ERR_ATTRIBUTE_KEY_INVALID'],
    [
      'an attribute in a token that is too large',
      { attributes: { [SECRET.replace('=', '')]: 'x'.repeat(3000) } },
      'ERR_TOKEN_TOO_LARGE',
    ],
  ])('is not shown by createWidgetToken as the name of %s', async (_what, wrong, code) => {
    const { issues } = await refusal({ ...RIGHT, ...wrong });
    expect(issues[0]).toEqual({ code, ...HIDDEN });
    expect(JSON.stringify(issues)).not.toContain(SECRET.slice(0, 16));
  });

  it('is not shown by estimateTokenSize', () => {
    expect(() => estimateUnchecked({ ...RIGHT, [SECRET]: 1 })).toThrow(HIDDEN.message);
  });

  it.each([
    ['a secret', SECRET],
    ['an array with a secret', [SECRET]],
    ['an array with two secrets', ['x'.repeat(40), SECRET]],
  ])('is not shown by verifyWidgetToken and inspectWidgetToken with %s', async (_what, secret) => {
    const wrong = { widgetId: 'w', secret, [SECRET]: 1 };
    const hidden = expect.objectContaining({
      issues: [{ code: 'ERR_OPTION_UNKNOWN', ...HIDDEN }],
    }) as unknown;
    await expect(verifyWidgetToken('', wrong)).rejects.toEqual(hidden);
    await expect(inspectWidgetToken('', wrong)).rejects.toEqual(hidden);
  });

  it.each(['"', '\\', '\u2028', '\u0001'])(
    'is not shown if the message writes a character differently: %j',
    async (character) => {
      const secret = `a${character}${SECRET}`;
      for (const wrong of [{ [secret]: 1 }, { attributes: { [secret]: 'x' } }]) {
        const { issues } = await refusal({ ...RIGHT, secret, ...wrong });
        expect(issues).toContainEqual(expect.objectContaining(HIDDEN));
        expect(JSON.stringify(issues)).not.toContain(SECRET.slice(0, 8));
      }
    },
  );

  it.each([0, 40, 47, 48, 55, 60])(
    'is not shown if the name is cut and %i characters are before it',
    async (before) => {
      const key = `${'-'.repeat(before)}${SECRET}${'-'.repeat(40)}`;
      const { issues } = await refusal({ ...RIGHT, [key]: 1 });
      expect(issues).toEqual([{ code: 'ERR_OPTION_UNKNOWN', ...HIDDEN }]);
    },
  );

  it('is not shown if it has only sixteen characters, and is refused for that too', async () => {
    const secret = 'sixteen letters!';
    const { issues } = await refusal({ ...RIGHT, secret, [secret]: 1 });
    expect(issues[0]).toEqual({ code: 'ERR_OPTION_UNKNOWN', ...HIDDEN });
    expect(issues[1]?.code).toBe('ERR_SECRET_INVALID');
  });

  it.each([
    ['undefined', () => undefined],
    ['a string', () => 'a string'],
  ])('is not shown if Object.prototype has a toJSON that returns %s', async (_what, toJSON) => {
    Object.defineProperty(Object.prototype, 'toJSON', { value: toJSON, configurable: true });
    onTestFinished(() => {
      Reflect.deleteProperty(Object.prototype, 'toJSON');
    });
    const { message, issues } = await refusal({ ...RIGHT, [SECRET]: '', attributes: { [SECRET]: '' } });
    Reflect.deleteProperty(Object.prototype, 'toJSON');
    expect(issues).toHaveLength(2);
    expect(message + JSON.stringify(issues)).not.toContain(SECRET.slice(0, 16));
  });
});

describe('another name that is cut', () => {
  it('is shown', async () => {
    const { issues } = await refusal({ ...RIGHT, ['x'.repeat(65)]: 1 });
    expect(issues[0]?.path).toEqual([`${'x'.repeat(63)}…`]);
  });
});

describe('a part of the secret in a name', () => {
  const bytes = new TextEncoder().encode(SECRET);
  const shownBy = async (secret: unknown, name: string): Promise<string> => {
    const { message, issues } = await refusal({ ...RIGHT, secret, [name]: 1 });
    return message + JSON.stringify(issues);
  };

  it.each<[what: string, secret: unknown]>([
    ['a string', SECRET],
    ['a Uint8Array', bytes],
    ['a Buffer', Buffer.from(SECRET)],
    ['bytes within a larger buffer', Buffer.from(`xx${SECRET}xx`).subarray(2, -2)],
    ['bytes with one that is not UTF-8', Buffer.concat([Buffer.from(SECRET), Buffer.from([0xff])])],
    ['a string with white space before it', ` \t${SECRET}`],
    ['a string with a byte order mark before it', `\ufeff${SECRET}`],
    ['bytes with a byte order mark before it', Buffer.from(`\ufeff${SECRET}`)],
    ['a string in quotes', `"${SECRET}"`],
    ['JSON', JSON.stringify({ key: SECRET })],
    ['a String', new String(SECRET)],
    ['an object of a secret store', { SecretString: SECRET }],
    ['an array', [SECRET]],
    ['an object within an object of a secret store', { Parameter: { Value: SECRET } }],
    ['an array of objects of a secret store', [{ SecretString: SECRET }]],
    ['an ArrayBuffer', new TextEncoder().encode(SECRET).buffer],
    ['bytes with much white space before it', Buffer.from(`${'\n'.repeat(2500)}${SECRET}`)],
    ['a long string of many bytes', Buffer.from(`${SECRET}a${'ключ'.repeat(500)}`)],
    ['a longer string', SECRET + 'x'.repeat(2000)],
  ])('is not shown, if the secret is %s', async (_what, secret) => {
    for (let start = 0; start + 16 <= SECRET.length; start++) {
      const part = SECRET.slice(start, start + 16);
      expect(await shownBy(secret, `x-${part}-x`)).not.toContain(part);
    }
  });

  it('is not shown if its text has several bytes for each character, also where the comparison ends', async () => {
    const part = 'ключ для тестов, не короче';
    for (const before of ['', 'a', 'aa']) {
      const secret = Buffer.from(before + part.repeat(60));
      expect(await shownBy(secret, part)).toContain(HIDDEN.message);
    }
  });

  it('is shown if the secret is nested deeper than in any answer of a secret store', async () => {
    expect(await shownBy([[[[SECRET]]]], SECRET.slice(0, 20))).toContain(SECRET.slice(0, 20));
  });

  it('is shown if it has fifteen characters, which could be an ordinary name', async () => {
    expect(await shownBy(SECRET, `x-${SECRET.slice(5, 20)}-x`)).toContain(SECRET.slice(5, 20));
  });

  it('is not shown where a long name was cut within the secret, with three characters of it or more', async () => {
    for (let length = 3; length < 16; length++) {
      const name = `${'-'.repeat(63 - length)}${SECRET.slice(10)}`;
      expect(await shownBy(SECRET, name)).not.toContain(`${SECRET.slice(10, 10 + length)}…`);
    }
    expect(await shownBy(SECRET, `${'-'.repeat(61)}${SECRET.slice(10)}`)).toContain(
      `${SECRET.slice(10, 12)}…`,
    );
  });

  it('is not shown if the secret is one of several', async () => {
    const secret = ['another key for tests, of 32 bytes or more', bytes];
    const error: unknown = await verifyWidgetToken('', {
      ...RIGHT,
      secret,
      [SECRET.slice(3, 30)]: 1,
    }).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain(HIDDEN.message);
  });

  it('is searched without an error if the secret is bytes of a buffer that was detached', async () => {
    const secret = new TextEncoder().encode(SECRET);
    structuredClone(secret, { transfer: [secret.buffer] });
    expect(await shownBy(secret, 'x')).toContain('x is not an option');
  });

  it('is not shown in the issues about a token whose claims have it as a name', async () => {
    const part = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');
    const token = `${part({ alg: 'HS256' })}.${part({ [SECRET.slice(2, 40)]: 1 })}.`;
    const { issues } = await inspectWidgetToken(token, { secret: SECRET });
    expect(JSON.stringify(issues)).not.toContain(SECRET.slice(2, 18));
    expect(issues).toContainEqual({ code: 'ERR_TOKEN_CLAIM_INVALID', ...HIDDEN });
  });
});
