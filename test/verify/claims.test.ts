// The claims of a token whose signature is valid.

import { inspectWidgetToken, verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { describe, expect, it } from 'vitest';
import { CLAIMS, forge, HEADER, NOW, RIGHT_TOKEN, withClaims } from '../support/forgery.js';
import { RIGHT, SECRET, WIDGET_ID } from '../support/helpers.js';
import { codesOf, EXPECTED, inspect, linesOf, refusal } from './reports.js';

const WIDGET_ID_HINT = 'The widget id is the last argument of the loader in the snippet.';
const AGE =
  'attributes["age"] must be a string, not number, or Connect does not start the chat. Use stringifyAttributes(row, [\'age\']).';
const TIMES_HINT = 'Set iat to Math.floor(Date.now() / 1000), and exp to iat + 500.';

describe('verifyWidgetToken', () => {
  it.each<[claims: string, wrong: object, codes: string[]]>([
    ['another widget id', { sub: 'another' }, ['ERR_TOKEN_WIDGET_ID']],
    ['no widget id', { sub: undefined }, ['ERR_TOKEN_WIDGET_ID']],
    ['quotes around the widget id', { sub: `"${WIDGET_ID}"` }, ['ERR_TOKEN_WIDGET_ID']],
    ['"undefined" as the widget id', { sub: 'undefined' }, ['ERR_TOKEN_WIDGET_ID']],
    ['no iat', { iat: undefined }, ['ERR_TOKEN_CLAIM_INVALID']],
    ['no exp', { exp: undefined }, ['ERR_TOKEN_CLAIM_INVALID']],
    ['a string as iat', { iat: String(NOW) }, ['ERR_TOKEN_CLAIM_INVALID']],
    ['a fraction of a second', { exp: NOW + 0.5 }, ['ERR_TOKEN_CLAIM_INVALID']],
    [
      'times in milliseconds',
      { iat: NOW * 1000, exp: NOW * 1000 + 500 },
      ['ERR_TOKEN_CLAIM_INVALID', 'ERR_TOKEN_CLAIM_INVALID'],
    ],
    ['a lifetime of 601 seconds', { exp: NOW + 601 }, ['ERR_TOKEN_LIFETIME']],
    ['a lifetime of 0 seconds', { exp: NOW, iat: NOW }, ['ERR_TOKEN_LIFETIME']],
    ['an expiry before the issue', { exp: NOW - 500 }, ['ERR_TOKEN_LIFETIME']],
    ['an issue in the future', { iat: NOW + 1, exp: NOW + 2 }, ['ERR_TOKEN_NOT_YET_VALID']],
    ['an nbf of tomorrow', { nbf: NOW + 86400 }, ['ERR_TOKEN_NOT_YET_VALID']],
    ['an nbf that is not a time', { nbf: 'now' }, ['ERR_TOKEN_CLAIM_INVALID']],
    ['the name "Attributes"', { Attributes: { a: 'b' } }, ['ERR_TOKEN_CLAIM_INVALID']],
    ['a number among the attributes', { attributes: { age: 45 } }, ['ERR_ATTRIBUTE_VALUE_NOT_STRING']],
    ['null as the attributes', { attributes: null }, ['ERR_ATTRIBUTES_NOT_OBJECT']],
    ['an empty customer id', { customerId: '' }, ['ERR_CUSTOMER_ID_INVALID']],
    ['a number as the related contact id', { relatedContactId: 1 }, ['ERR_RELATED_CONTACT_ID_INVALID']],
    [
      'a segment attribute without a type',
      { segmentAttributes: { a: 'b' } },
      ['ERR_SEGMENT_ATTRIBUTES_INVALID'],
    ],
    [
      'several problems, and reports all of them',
      { sub: 'x', exp: NOW + 3600, attributes: { a: 1, b: 2 }, customerId: '' },
      [
        'ERR_TOKEN_WIDGET_ID',
        'ERR_TOKEN_LIFETIME',
        'ERR_CUSTOMER_ID_INVALID',
        'ERR_ATTRIBUTE_VALUE_NOT_STRING',
        'ERR_ATTRIBUTE_VALUE_NOT_STRING',
      ],
    ],
  ])('refuses claims with %s', async (_claims, wrong, codes) => {
    expect(await codesOf(withClaims(wrong))).toEqual(codes);
  });

  it('refuses an invalid claim with the message of createWidgetToken', async () => {
    expect(await refusal(withClaims({ customerId: '' }))).toHaveProperty(
      'message',
      'customerId must have 1 to 128 characters. Leave it out if there is none.',
    );
  });

  it('refuses a time from the year 5000 on, and the same time before 1970', async () => {
    for (const iat of [95_617_584_000, -95_617_584_000]) {
      expect(await codesOf(withClaims({ iat }))).toContain('ERR_TOKEN_CLAIM_INVALID');
    }
  });

  it('takes no claim and no alg from a polluted prototype', async () => {
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

  it.each([
    ['a read-only value', { value: 'polluted' }],
    ['an accessor', { get: () => 'polluted', set: () => undefined }],
  ])('returns each claim as its own, if Object.prototype has %s of that name', async (_what, descriptor) => {
    const claims = { ...CLAIMS, customerId: 'c1', relatedContactId: 'r1', attributes: { name: 'Jane' } };
    const names = ['sub', 'iat', 'exp', 'customerId', 'relatedContactId', 'segmentAttributes', 'attributes'];
    for (const name of names)
      Object.defineProperty(Object.prototype, name, { ...descriptor, configurable: true });
    let verified: object;
    let inspected: object;
    try {
      verified = await verifyWidgetToken(withClaims(claims), EXPECTED);
      inspected = await inspectWidgetToken(withClaims(claims), EXPECTED);
    } finally {
      for (const name of names) Reflect.deleteProperty(Object.prototype, name);
    }
    expect(verified).toEqual(claims);
    expect(inspected).toMatchObject({ claims, issues: [] });
  });

  it('accepts claims that Amazon does not document, and does not return them', async () => {
    expect(await verifyWidgetToken(withClaims({ iss: 'me', jti: '1', theme: 'dark' }), EXPECTED)).toEqual(
      CLAIMS,
    );
  });

  const verifyAt = (seconds: number, clockTolerance?: number) =>
    verifyWidgetToken(RIGHT_TOKEN, {
      ...RIGHT,
      currentDate: new Date((NOW + seconds) * 1000),
      clockTolerance,
    });

  it('accepts a token from iat until the second before exp', async () => {
    await expect(verifyAt(-1)).rejects.toHaveProperty('code', 'ERR_TOKEN_NOT_YET_VALID');
    expect(await verifyAt(0)).toEqual(CLAIMS);
    expect(await verifyAt(499)).toEqual(CLAIMS);
    await expect(verifyAt(500)).rejects.toHaveProperty('code', 'ERR_TOKEN_EXPIRED');
  });

  it('adds the clock tolerance before iat and after exp', async () => {
    await expect(verifyAt(-61, 60)).rejects.toHaveProperty('code', 'ERR_TOKEN_NOT_YET_VALID');
    expect(await verifyAt(-60, 60)).toEqual(CLAIMS);
    expect(await verifyAt(559, 60)).toEqual(CLAIMS);
    await expect(verifyAt(560, 60)).rejects.toHaveProperty('code', 'ERR_TOKEN_EXPIRED');
  });
});

describe('inspectWidgetToken', () => {
  it.each<[mistake: string, claims: object, lines: string[]]>([
    [
      'a lifetime of an hour',
      { exp: NOW + 3600 },
      [`ERR_TOKEN_LIFETIME: token must expire at most 600 s after it was issued, not 3600 s. ${TIMES_HINT}`],
    ],
    [
      'a lifetime of a year',
      { exp: NOW + 31536000 },
      [
        `ERR_TOKEN_LIFETIME: token must expire at most 600 s after it was issued, not 31536000 s. ${TIMES_HINT}`,
      ],
    ],
    [
      'a lifetime that was subtracted',
      { exp: NOW - 500 },
      [`ERR_TOKEN_LIFETIME: token was expired when it was issued: exp is 500 s before iat. ${TIMES_HINT}`],
    ],
    [
      'a lifetime of 0 seconds',
      { exp: NOW },
      [`ERR_TOKEN_LIFETIME: token was expired when it was issued: exp is the same as iat. ${TIMES_HINT}`],
    ],
    [
      'a token from a cache',
      { iat: NOW - 900, exp: NOW - 400 },
      [
        'ERR_TOKEN_EXPIRED: token expired 6 minutes ago. Create a new token for each chat, and do not cache it.',
      ],
    ],
    [
      'a clock that is ahead',
      { iat: NOW + 90, exp: NOW + 500 },
      [
        'ERR_TOKEN_NOT_YET_VALID: iat is 90 s in the future. Check the clocks of the server that signs and of this one.',
      ],
    ],
    [
      'an nbf in the future',
      { nbf: NOW + 90 },
      [
        'ERR_TOKEN_NOT_YET_VALID: nbf is 90 s in the future. Check the clocks of the server that signs and of this one.',
      ],
    ],
    ['no iat', { iat: undefined }, [`ERR_TOKEN_CLAIM_INVALID: iat is missing. ${TIMES_HINT}`]],
    ['no exp', { exp: undefined }, [`ERR_TOKEN_CLAIM_INVALID: exp is missing. ${TIMES_HINT}`]],
    [
      'a string as iat',
      { iat: '1767225600000' },
      [`ERR_TOKEN_CLAIM_INVALID: iat must be a number of seconds, not string. ${TIMES_HINT}`],
    ],
    [
      'a fraction as exp',
      { exp: NOW + 0.5 },
      [
        `ERR_TOKEN_CLAIM_INVALID: exp is not a whole number. Amazon's examples use whole seconds. ${TIMES_HINT}`,
      ],
    ],
    [
      'an nbf that is not a time',
      { nbf: 'now' },
      [`ERR_TOKEN_CLAIM_INVALID: nbf must be a number of seconds, not string. ${TIMES_HINT}`],
    ],
    [
      'milliseconds in both times',
      { iat: NOW * 1000, exp: NOW * 1000 + 500_000 },
      [
        'ERR_TOKEN_CLAIM_INVALID: iat must be in seconds, not milliseconds. Use Math.floor(iat / 1000).',
        'ERR_TOKEN_CLAIM_INVALID: exp must be in seconds, not milliseconds. Use Math.floor(exp / 1000).',
      ],
    ],
    [
      'milliseconds before 1970',
      { iat: -NOW * 1000 },
      ['ERR_TOKEN_CLAIM_INVALID: iat must be in seconds, not milliseconds. Use Math.floor(iat / 1000).'],
    ],
    [
      'no widget id',
      { sub: undefined },
      [`ERR_TOKEN_WIDGET_ID: sub is missing. Set it to the widget id. ${WIDGET_ID_HINT}`],
    ],
    ['an empty widget id', { sub: '' }, [`ERR_TOKEN_WIDGET_ID: sub must not be empty. ${WIDGET_ID_HINT}`]],
    [
      'quotes around the widget id',
      { sub: `"${WIDGET_ID}"` },
      ['ERR_TOKEN_WIDGET_ID: sub must not have quotes around it. Remove them.'],
    ],
    [
      'the snippet id as the widget id',
      { sub: 'QVFJREFI'.repeat(60) },
      [`ERR_TOKEN_WIDGET_ID: sub looks like the snippet id. ${WIDGET_ID_HINT}`],
    ],
    [
      'another security key as the widget id',
      { sub: SECRET.toLowerCase() },
      [
        `ERR_TOKEN_WIDGET_ID: sub looks like a security key, which anyone could read in the token. ${WIDGET_ID_HINT} If a token that contains the key was ever sent, rotate the key.`,
      ],
    ],
    ...['undefined', 'null', 'NaN'].map((sub): [string, object, string[]] => [
      `${JSON.stringify(sub)} as the widget id`,
      { sub },
      ['ERR_TOKEN_WIDGET_ID: sub is the text of a value that was not set. Set it.'],
    ]),
    [
      '"[object Promise]" as the widget id',
      { sub: '[object Promise]' },
      ['ERR_TOKEN_WIDGET_ID: sub is the text of a Promise that was not awaited. Use await.'],
    ],
    ...['${CONNECT_WIDGET_ID}', '<widget-id>', 'arn:aws:connect:eu-central-1:123456789012:instance/x'].map(
      (sub): [string, object, string[]] => [
        `${sub} as the widget id`,
        { sub },
        ['ERR_TOKEN_WIDGET_ID: sub is a reference or a placeholder. Pass the value.'],
      ],
    ),
    [
      'an invisible character in the widget id',
      { sub: `${WIDGET_ID}\u200b` },
      ['ERR_TOKEN_WIDGET_ID: sub has an invisible character in it. Copy it from the Connect console again.'],
    ],
    [
      'an object as the widget id',
      { sub: { toString: 1 } },
      [`ERR_TOKEN_WIDGET_ID: sub must be a string, not object. ${WIDGET_ID_HINT}`],
    ],
    [
      'a number among the attributes',
      { attributes: { name: 'Jane', age: 45 } },
      [`ERR_ATTRIBUTE_VALUE_NOT_STRING: ${AGE}`],
    ],
    [
      'attributes that are nested, as a browser sent them',
      { attributes: { user: { name: 'Jane' } } },
      [
        'ERR_ATTRIBUTE_VALUE_NOT_STRING: attributes["user"] must be a string, not object, or Connect does not start the chat. Pass a string.',
      ],
    ],
    [
      'the claim "Attributes" with a capital letter',
      { Attributes: { a: 'b' } },
      [
        'ERR_TOKEN_CLAIM_INVALID: Attributes is not a claim that Amazon documents. Rename it to "attributes".',
      ],
    ],
    [
      'a number in Attributes with a capital letter, as it is a problem after the name is corrected too',
      { attributes: undefined, Attributes: { age: 45 } },
      [
        'ERR_TOKEN_CLAIM_INVALID: Attributes is not a claim that Amazon documents. Rename it to "attributes".',
        `ERR_ATTRIBUTE_VALUE_NOT_STRING: ${AGE}`,
      ],
    ],
    [
      'Sub beside sub, which stays what it is',
      { Sub: 42 },
      ['ERR_TOKEN_CLAIM_INVALID: Sub is not a claim that Amazon documents. Rename it to "sub".'],
    ],
    [
      'white space around the widget id',
      { sub: ` ${WIDGET_ID}` },
      ['ERR_TOKEN_WIDGET_ID: sub must not have white space around it. Use sub.trim().'],
    ],
    [
      'Sub with a capital letter as one problem, not as a missing sub too',
      { sub: undefined, Sub: WIDGET_ID },
      ['ERR_TOKEN_CLAIM_INVALID: Sub is not a claim that Amazon documents. Rename it to "sub".'],
    ],
    ...['customerId', 'relatedContactId', 'segmentAttributes'].map((claim): [string, object, string[]] => [
      `${claim} in lower case`,
      { [claim.toLowerCase()]: claim === 'segmentAttributes' ? {} : 'x' },
      [
        `ERR_TOKEN_CLAIM_INVALID: ${claim.toLowerCase()} is not a claim that Amazon documents. Rename it to "${claim}".`,
      ],
    ]),
    [
      'an attribute outside the claim "attributes"',
      { name: 'Jane' },
      [
        'ERR_TOKEN_CLAIM_INVALID: name is not a claim that Amazon documents. Put contact attributes into the claim "attributes".',
      ],
    ],
  ])('reports %s, and how to fix it', async (_mistake, claims, lines) => {
    expect(linesOf(await inspect(withClaims(claims), { secret: SECRET }))).toEqual(lines);
  });

  it('reports another widget id only if it gets one to compare', async () => {
    const token = withClaims({ sub: 'another' });
    expect(linesOf(await inspect(token))).toEqual([]);
    expect(linesOf(await inspect(token, { widgetId: WIDGET_ID }))).toEqual([
      `ERR_TOKEN_WIDGET_ID: sub is not the expected widget id. ${WIDGET_ID_HINT}`,
    ]);
  });

  it('has the name of the claim as the path of the issue', async () => {
    for (const claims of [
      { iat: '1767225600000' },
      { exp: NOW + 0.5 },
      { nbf: 'now' },
      { sub: undefined },
      { name: 'Jane' },
    ]) {
      const { issues } = await inspect(withClaims(claims));
      expect(issues.map(({ path }) => path)).toEqual([Object.keys(claims)]);
    }
  });

  it('has the path token for a lifetime that is wrong', async () => {
    const { issues } = await inspect(withClaims({ exp: NOW - 500 }));
    expect(issues.map(({ path }) => path)).toEqual([['token']]);
  });

  it('accepts a lifetime of 600 seconds, and the registered claims of RFC 7519', async () => {
    const claims = { exp: NOW + 600, iss: 'me', aud: 'you', nbf: NOW, jti: '1' };
    expect((await inspect(withClaims(claims), RIGHT)).issues).toEqual([]);
  });

  it('does not throw for a widget id that is nested 4000 arrays deep', async () => {
    const sub = JSON.parse('['.repeat(4000) + ']'.repeat(4000)) as unknown;
    const { issues } = await inspectWidgetToken(withClaims({ sub }), EXPECTED);
    expect(issues.map(({ code }) => code)).toEqual(['ERR_TOKEN_TOO_LARGE', 'ERR_TOKEN_WIDGET_ID']);
  });

  it('does not know when a token expires if exp or all claims cannot be read', async () => {
    for (const token of [withClaims({ exp: (NOW + 500) * 1000 }), 'not a token']) {
      expect(await inspect(token)).toHaveProperty('expiresInSeconds', undefined);
    }
  });

  it('reports at most 100 issues about claims and attributes', async () => {
    const many = Object.fromEntries(Array.from({ length: 9000 }, (_, key) => [key.toString(36), 1]));
    const misspell = (key: number): string =>
      Array.from('customerid', (letter, bit) => (key & (1 << bit) ? letter.toUpperCase() : letter)).join('');
    const misspelt = Object.fromEntries(Array.from({ length: 200 }, (_, key) => [misspell(key), 1]));
    for (const claims of [many, misspelt, { ...CLAIMS, Sub: 1, attributes: many }]) {
      expect((await inspect(withClaims(claims))).issues).toHaveLength(100);
    }
  });
});
