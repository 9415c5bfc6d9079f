// The security key must not get into a token: anyone who has the token can read it.

import { createWidgetToken, estimateTokenSize } from 'amazon-connect-widget-token';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { inspectWidgetToken, verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { claimsOf, issuesOf, refusal, RIGHT, SECRET, WIDGET_ID } from '../support/helpers.js';

const RULE =
  'contains the security key, which anyone could read in the token. Remove it. If a token that contains the key was ever sent, rotate the key.';

const exposed = (path: (string | number)[], place: string, what = ''): object => {
  return { code: 'ERR_SECRET_EXPOSED', path, message: `${place} ${what}${RULE}` };
};

/** A secret that JSON writes otherwise than it is. */
const ESCAPED = 'a "key" for\\tests, of 32 bytes or more 👋';

const segment = (value: unknown): object => ({ segmentAttributes: { a: value } });

const PLACES: [
  place: string,
  options: (secret: string) => object,
  path: (string | number)[],
  what?: string,
][] = [
  ['widgetId', (secret) => ({ widgetId: `id ${secret}.` }), ['widgetId']],
  ['customerId', (secret) => ({ customerId: `id ${secret}.` }), ['customerId']],
  ['relatedContactId', (secret) => ({ relatedContactId: secret }), ['relatedContactId']],
  [
    'attributes["note"]',
    (secret) => ({ attributes: { name: 'Jane', note: secret } }),
    ['attributes', 'note'],
  ],
  ['attributes["note"]', (secret) => ({ attributes: { note: `key=${secret}; ` } }), ['attributes', 'note']],
  [
    'segmentAttributes["a"]["ValueString"]',
    (secret) => segment({ ValueString: `${secret}!` }),
    ['segmentAttributes', 'a', 'ValueString'],
  ],
  [
    'segmentAttributes["a"]["ValueList"][1]["ValueArn"]',
    (secret) => segment({ ValueList: [{ ValueString: 'x' }, { ValueArn: `arn:${secret}` }] }),
    ['segmentAttributes', 'a', 'ValueList', 1, 'ValueArn'],
  ],
  [
    'segmentAttributes["a"]["ValueMap"]',
    (secret) => segment({ ValueMap: { b: { ValueInteger: 1 }, [`b ${secret}`]: { ValueInteger: 1 } } }),
    ['segmentAttributes', 'a', 'ValueMap'],
    'has a name that ',
  ],
  [
    'segmentAttributes',
    (secret) => ({ segmentAttributes: { [secret]: { ValueInteger: 1 } } }),
    ['segmentAttributes'],
    'has a name that ',
  ],
];

describe('createWidgetToken refuses the secret within the claims, naming only the place', () => {
  it.each(PLACES)('in %s', async (place, options, path, what) => {
    const expected = [exposed(path, place, what)];
    expect(await issuesOf(options(SECRET))).toEqual(expected);
    expect(await issuesOf({ ...options(SECRET), secret: new TextEncoder().encode(SECRET) })).toEqual(
      expected,
    );
    expect(await issuesOf({ ...options(ESCAPED), secret: ESCAPED })).toEqual(expected);
  });

  it('in the key of an attribute, which can hold a secret of letters and digits', async () => {
    const secret = 'a-secret_of-32_letters-and-digits';
    expect(await issuesOf({ secret, attributes: { [`x-${secret}-x`]: 'x' } })).toEqual([
      exposed(['attributes'], 'attributes', 'has a name that '),
    ]);
  });

  it('without the "=" at its end, which does not make it another key', async () => {
    const attributes = { note: SECRET.slice(0, -1) };
    expect(await issuesOf({ attributes })).toEqual([exposed(['attributes', 'note'], 'attributes["note"]')]);
  });

  it('with several "=" at its end, of which none is needed, and with one within', async () => {
    const secret = 'a-key=for-tests-of-32-characters==';
    const issues = await issuesOf({ secret, attributes: { note: secret.slice(0, -2) } });
    expect(issues).toEqual([exposed(['attributes', 'note'], 'attributes["note"]')]);
  });

  it('if it has sixteen characters besides "="', async () => {
    const secret = `abcdefghijklmnop${'='.repeat(16)}`;
    const issues = await issuesOf({ secret, attributes: { note: 'abcdefghijklmnop' } });
    expect(issues).toEqual([exposed(['attributes', 'note'], 'attributes["note"]')]);
  });

  it('in several places at once', async () => {
    const options = { customerId: SECRET, attributes: { a: SECRET, b: 'x', c: SECRET } };
    expect((await issuesOf(options)).map(({ path }) => path.join('.'))).toEqual([
      'customerId',
      'attributes.a',
      'attributes.c',
    ]);
  });

  it('although the secret itself is refused, for the newline at its end', async () => {
    const issues = await issuesOf({ secret: `${SECRET}\n`, attributes: { note: SECRET } });
    expect(issues.map(({ code }) => code)).toEqual(['ERR_SECRET_INVALID', 'ERR_SECRET_EXPOSED']);
  });

  it('after a token with the same secret was created, when its key is in the cache', async () => {
    const secret = 'another key for tests, of 32 bytes or more';
    await createWidgetToken({ ...RIGHT, secret });
    expect((await refusal({ ...RIGHT, secret, attributes: { note: secret } })).code).toBe(
      'ERR_SECRET_EXPOSED',
    );
  });
});

describe('createWidgetToken accepts', () => {
  it.each([
    ['the secret but for one character', { note: SECRET.slice(1) }],
    ['the secret in two values, as each is a part of it', { a: SECRET.slice(0, 22), b: SECRET.slice(22) }],
    ['the secret in another case', { note: SECRET.toLowerCase() }],
  ])('%s', async (_what, attributes) => {
    expect(claimsOf(await createWidgetToken({ ...RIGHT, attributes })).attributes).toEqual(attributes);
  });

  it('a secret that only JSON would show, across two values', async () => {
    const secret = 'x","second-attribute-name":"y and more';
    const attributes = { first: 'x', 'second-attribute-name': 'y and more' };
    expect(claimsOf(await createWidgetToken({ ...RIGHT, secret, attributes })).attributes).toEqual(
      attributes,
    );
  });

  it('a value with a secret of one repeated character, as some tests have', async () => {
    const secret = 'x'.repeat(32);
    const attributes = { note: 'x'.repeat(100) };
    expect(claimsOf(await createWidgetToken({ ...RIGHT, secret, attributes })).attributes).toEqual(
      attributes,
    );
    const others = { ...RIGHT, secret: '='.repeat(32), attributes: { note: '='.repeat(100) } };
    await expect(createWidgetToken(others)).resolves.toEqual(expect.any(String));
  });

  it('a value with a secret that has hardly any characters besides "="', async () => {
    const secret = `abc${'='.repeat(32)}`;
    await expect(createWidgetToken({ ...RIGHT, secret, attributes: { note: 'abc' } })).resolves.toMatch(
      /^ey/,
    );
  });

  it('any value with a CryptoKey, which does not show its text', async () => {
    const bytes = new TextEncoder().encode(SECRET);
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const secret = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']);
    await expect(createWidgetToken({ ...RIGHT, secret, attributes: { note: SECRET } })).resolves.toMatch(
      /^ey/,
    );
  });
});

it('estimateTokenSize ignores the secret, as it signs nothing', () => {
  expect(estimateTokenSize({ ...RIGHT, attributes: { note: SECRET } }).fits).toBe(true);
});

it('the endpoint does not send a token that contains the secret', async () => {
  const errors: unknown[] = [];
  const handler = createTokenHandler({
    ...RIGHT,
    secret: () => Promise.resolve(SECRET),
    claims: () => ({ attributes: { note: SECRET } }),
    onError: (error) => errors.push(error),
  });
  expect((await handler(new Request('https://example.com/token'))).status).toBe(500);
  expect(errors).toMatchObject([{ issues: [exposed(['attributes', 'note'], 'attributes["note"]')] }]);
});

describe('a token that contains the secret', () => {
  const iat = Math.floor(Date.now() / 1000);
  const sign = (claims: object, header: object = {}): string =>
    jsonwebtoken.sign({ sub: WIDGET_ID, iat, exp: iat + 500, ...claims }, SECRET, {
      algorithm: 'HS256',
      header: { alg: 'HS256', ...header },
    });

  it('is refused by verifyWidgetToken', async () => {
    const token = sign({ attributes: { note: `${SECRET}.` } });
    await expect(verifyWidgetToken(token, RIGHT)).rejects.toMatchObject({
      issues: [exposed(['attributes', 'note'], 'attributes["note"]')],
    });
  });

  it('is refused by verifyWidgetToken with several secrets, if it contains any of them', async () => {
    const other = 'another key for tests, of 32 bytes or more';
    const options = { ...RIGHT, secret: [SECRET, other] };
    await expect(verifyWidgetToken(sign({ customerId: other }), options)).rejects.toMatchObject({
      issues: [exposed(['customerId'], 'customerId')],
    });
  });

  it('is not seen in any value with a secret that has hardly any characters besides "="', async () => {
    const secret = `abc${'='.repeat(32)}`;
    const token = await createWidgetToken({ ...RIGHT, secret, attributes: { note: 'abc' } });
    await expect(verifyWidgetToken(token, { ...RIGHT, secret })).resolves.toMatchObject({ sub: WIDGET_ID });
  });

  it('is not seen in any value with a CryptoKey', async () => {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const bytes = new TextEncoder().encode(SECRET);
    const secret = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify']);
    const token = sign({ attributes: { note: 'undefined' } });
    const { attributes } = await verifyWidgetToken(token, { ...RIGHT, secret });
    expect(attributes).toEqual({ note: 'undefined' });
  });

  it('is reported by inspectWidgetToken, in the claims and in the header', async () => {
    const token = sign({ other: [[{ deep: SECRET }]], [SECRET]: 1 }, { kid: SECRET });
    const { issues, signature } = await inspectWidgetToken(token, RIGHT);
    expect(signature).toBe('valid');
    expect(issues.filter(({ code }) => code === 'ERR_SECRET_EXPOSED')).toEqual([
      exposed(['claims'], 'claims', 'has a name that '),
      exposed(['other', 0, 0, 'deep'], 'other[0][0]["deep"]'),
      exposed(['header', 'kid'], 'header["kid"]'),
    ]);
    expect(JSON.stringify(issues)).not.toContain(SECRET.slice(0, 16));
  });

  it('is reported by inspectWidgetToken also if it is escaped in JSON', async () => {
    const escaped = `\\u00${SECRET.charCodeAt(0).toString(16)}${SECRET.slice(1)}`;
    const part = (json: string): string => Buffer.from(json).toString('base64url');
    const token = `${part('{"alg":"HS256"}')}.${part(`{"note":"${escaped}"}`)}.`;
    const { issues } = await inspectWidgetToken(token, RIGHT);
    expect(issues).toContainEqual(exposed(['note'], 'note'));
  });

  it('is read to any depth', async () => {
    const part = (json: string): string => Buffer.from(json).toString('base64url');
    const json = `{"a":${'['.repeat(20_000)}"${SECRET}"${']'.repeat(20_000)}}`;
    const { issues } = await inspectWidgetToken(`${part('{"alg":"HS256"}')}.${part(json)}.`, RIGHT);
    expect(issues.map(({ code }) => code)).toContain('ERR_SECRET_EXPOSED');
  });
});
