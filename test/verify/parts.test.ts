// The outside of a token: its size, its three parts, its header.

import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { describe, expect, it } from 'vitest';
import { CLAIMS, forge, HEADER, NOW, RIGHT_TOKEN, withClaims } from '../support/forgery.js';
import { SECRET } from '../support/helpers.js';
import { codesOf, EXPECTED, inspect, linesOf, refusal } from './reports.js';

const [header = '', claims = '', signature = ''] = RIGHT_TOKEN.split('.');

const CUT = 'must be Base64url, and this was cut or changed. Pass the whole token.';

const LIBRARY_HINT = 'Create the token with a JWT library, and pass it on unchanged.';

describe('inspectWidgetToken', () => {
  it.each<[problem: string, token: unknown, line: string]>([
    [
      'a number instead of a token',
      42,
      'ERR_TOKEN_MALFORMED: token must be a string, not number. Pass the token that createWidgetToken returned.',
    ],
    [
      'a promise instead of a token',
      Promise.resolve(''),
      'ERR_TOKEN_MALFORMED: token must be a string, not Promise. Use await.',
    ],
    [
      'the answer of the endpoint instead of its token',
      { data: RIGHT_TOKEN },
      'ERR_TOKEN_MALFORMED: token must be a string, not object. Pass token.data.',
    ],
    [
      'another object instead of a token',
      { token: RIGHT_TOKEN },
      'ERR_TOKEN_MALFORMED: token must be a string, not object. Pass the token that createWidgetToken returned.',
    ],
    [
      'a token that is too large',
      withClaims({ attributes: { pad: 'x'.repeat(2500) } }),
      'ERR_TOKEN_TOO_LARGE: token has 7106 bytes (3553 characters), and the widget accepts at most 6144. Sign fewer or shorter attributes: estimateTokenSize returns the size of each.',
    ],
    ...[
      ['"Bearer" before the token', `Bearer ${RIGHT_TOKEN}`],
      ['a newline after the token', `${RIGHT_TOKEN}\n`],
      ['quotes around the token', `"${RIGHT_TOKEN}"`],
    ].map(([problem = '', token]): [string, unknown, string] => [
      problem,
      token,
      'ERR_TOKEN_MALFORMED: token must not have white space, quotes or "Bearer" around it. Pass only the token.',
    ]),
    ...[
      ['an empty string', '', 'is an empty string. Pass the token that the server created.'],
      ...['undefined', 'null', 'NaN'].map((text) => [
        `the text ${text}`,
        text,
        'is the text of a value that was not set: the server put it into its answer instead of a token. Use await createWidgetToken(…), and answer with { data: token }.',
      ]),
      [
        'a security key',
        SECRET,
        'looks like a security key. Keep it on the server, and answer with the result of createWidgetToken(…). If others have seen the key, rotate it.',
      ],
      ...['[object Promise]', 'Promise { <pending> }'].map((text) => [
        `the text ${text}`,
        text,
        'is the text of a Promise: the server did not wait for the token. Use await createWidgetToken(…).',
      ]),
      [
        'the text of an object',
        ' [object Object]\n',
        'is the text of an object. Pass the string in it, such as answer.data.',
      ],
      [
        "Python's text of bytes",
        `b'${RIGHT_TOKEN}'`,
        "is Python's text of bytes. Use token.decode('ascii') before the token goes into the answer.",
      ],
      ...[`{"data":"${RIGHT_TOKEN}"}`, '{"error":"a.b.c"}', `["${RIGHT_TOKEN}"]`].map((text) => [
        `the JSON ${text.slice(0, 9)}`,
        text,
        'is JSON, not a token. Pass the token in it, such as JSON.parse(text).data.',
      ]),
      [
        'a web page',
        '<!doctype html><title>Sign in</title>',
        'is a web page, not a token. Check whether the endpoint needs a sign-in.',
      ],
      ...['HTTPS://example.com/token', 'http://localhost:3000/token'].map((url) => [
        `the URL ${url}`,
        url,
        'is a URL, not a token. Request it, and pass the token in the answer.',
      ]),
    ].map(([what = '', token, problem = '']): [string, unknown, string] => [
      `${what} instead of a token`,
      token,
      `ERR_TOKEN_MALFORMED: token ${problem}`,
    ]),
    [
      'two parts instead of three',
      `${header}.${claims}`,
      'ERR_TOKEN_MALFORMED: token must have three parts separated by dots, not 2. Pass the whole token and nothing else.',
    ],
    [
      'a header that is not Base64url',
      `!.${claims}.${signature}`,
      `ERR_TOKEN_MALFORMED: header must be Base64url. ${LIBRARY_HINT}`,
    ],
    [
      'claims that are not Base64url',
      `${header}.=.${signature}`,
      `ERR_TOKEN_MALFORMED: claims must be Base64url. ${LIBRARY_HINT}`,
    ],
    [
      'a signature that is not Base64url',
      `${header}.${claims}.${signature.slice(1)}*`,
      `ERR_TOKEN_MALFORMED: signature must be Base64url. ${LIBRARY_HINT}`,
    ],
    [
      'a signature that was cut',
      RIGHT_TOKEN.slice(0, -3),
      'ERR_TOKEN_SIGNATURE: signature must have 32 bytes, not 30. Pass the whole token.',
    ],
    [
      'an empty signature',
      `${header}.${claims}.`,
      'ERR_TOKEN_SIGNATURE: signature must have 32 bytes, not 0. Pass the whole token.',
    ],
    ...['crit', 'b64'].map((extension): [string, unknown, string] => [
      `the extension ${extension} in the header`,
      forge({ ...HEADER, [extension]: true }, CLAIMS),
      `ERR_TOKEN_MALFORMED: header["${extension}"] is an extension that Amazon does not document. Leave it out of the header.`,
    ]),
    ...['none', 'RS256', 'HS512', 'hs256'].map((alg): [string, unknown, string] => [
      `the algorithm ${alg}`,
      forge({ alg }, CLAIMS),
      `ERR_TOKEN_ALGORITHM: header["alg"] must be HS256, not ${alg}. Sign with HS256 and the security key of the widget.`,
    ]),
    ...[
      ['a number as the algorithm', 512],
      ['an algorithm with a space', 'x y'],
      ['an algorithm of 16 characters', 'x'.repeat(16)],
      ['no algorithm', undefined],
    ].map(([problem, alg]): [string, unknown, string] => [
      `${problem}, without its value`,
      forge({ alg }, CLAIMS),
      'ERR_TOKEN_ALGORITHM: header["alg"] must be HS256. Sign with HS256 and the security key of the widget.',
    ]),
  ])('reports %s, and how to fix it', async (_problem, token, line) => {
    expect(linesOf(await inspect(token))).toEqual([line]);
  });

  it.each([
    'xundefined',
    'undefinedx',
    'x[object Promise]',
    '[object Promise]x',
    'Promise { x }x',
    `x${SECRET}`,
    `${SECRET}x`,
    "xb'x'",
    "b'x'x",
    'x<',
    '[object Object]x',
  ])('does not take %s for what it contains', async (token) => {
    const [line] = linesOf(await inspect(token));
    expect(line).toMatch(/^ERR_TOKEN_MALFORMED: token (must|is JSON)/);
  });

  it('shows an algorithm of 15 characters, which may be a name', async () => {
    expect(linesOf(await inspect(forge({ alg: 'x'.repeat(15) }, CLAIMS)))).toEqual([
      'ERR_TOKEN_ALGORITHM: header["alg"] must be HS256, not xxxxxxxxxxxxxxx. Sign with HS256 and the security key of the widget.',
    ]);
  });

  it('does not check the signature for another algorithm', async () => {
    expect(await inspect(forge({ alg: 'none' }, CLAIMS), { secret: SECRET })).toHaveProperty(
      'signature',
      'unchecked',
    );
  });

  it('has the place in the token as the path of the issue', async () => {
    const paths: [token: unknown, path: string[]][] = [
      [42, ['token']],
      [`"${RIGHT_TOKEN}"`, ['token']],
      [`!.${claims}.${signature}`, ['header']],
      [`${header}.=.${signature}`, ['claims']],
      [`${header}.${claims}.!`, ['signature']],
      [forge({ alg: 'none' }, CLAIMS), ['header', 'alg']],
      [forge({ ...HEADER, b64: true }, CLAIMS), ['header', 'b64']],
    ];
    for (const [token, path] of paths) {
      const { issues } = await inspect(token);
      expect(issues.map((issue) => issue.path)).toContainEqual(path);
    }
  });

  it('does not take a word that ends in "bearer" for the scheme of a header', async () => {
    expect(linesOf(await inspect('forbearer x.y.z'))).toEqual([
      'ERR_TOKEN_MALFORMED: header must be Base64url, without white space. Pass the token in one line.',
      `ERR_TOKEN_MALFORMED: claims ${CUT}`,
      `ERR_TOKEN_MALFORMED: signature ${CUT}`,
    ]);
  });

  it.each([
    ['a header', `${header.slice(2)}.${claims}.${signature}`, 'header'],
    ['claims', `${header}.${claims.slice(0, -1)}.${signature}`, 'claims'],
    ['a signature', RIGHT_TOKEN.slice(0, -1), 'signature'],
  ])(
    'says that the rest is missing for %s that is cut, if it cannot be decoded',
    async (_what, token, part) => {
      expect(linesOf(await inspect(token))).toContain(`ERR_TOKEN_MALFORMED: ${part} ${CUT}`);
    },
  );

  it('asks for one line if the token was broken into several', async () => {
    expect(
      linesOf(await inspect(`${header}.${claims.slice(0, 9)}\n${claims.slice(9)}.${signature}`)),
    ).toEqual([
      'ERR_TOKEN_MALFORMED: claims must be Base64url, without white space. Pass the token in one line.',
    ]);
  });
});

describe('verifyWidgetToken', () => {
  it('refuses a token of 6146 bytes, and accepts one of 6144', async () => {
    const withPadding = (pad: number): string => withClaims({ attributes: { pad: 'x'.repeat(pad) } });
    const longest = 2243 - Buffer.from(withPadding(0).split('.')[1] ?? '', 'base64url').length;
    expect(withPadding(longest)).toHaveLength(3072);
    expect(await verifyWidgetToken(withPadding(longest), EXPECTED)).toHaveProperty('iat', NOW);
    expect(await codesOf(withPadding(longest + 1))).toEqual(['ERR_TOKEN_TOO_LARGE']);
  });

  it('says what it got instead of a token, with the message of inspectWidgetToken', async () => {
    for (const text of ['', 'undefined', '[object Object]', `{"data":"${RIGHT_TOKEN}"}`]) {
      expect((await refusal(text)).message).toBe((await inspect(text)).issues[0]?.message);
    }
    expect((await refusal('undefined')).message).toMatch(/^token is the text of a value that was not set/);
  });

  it('does not take a token with a word of these in it for one', async () => {
    for (const text of ['b.undefined.x', 'x[object Object]', 'a {"data":1}', 'x https://example.com']) {
      expect((await refusal(text)).message).toMatch(/must (be Base64url|have three parts)/);
    }
  });

  it('says how to fix a token that is not a string, with the message of inspectWidgetToken', async () => {
    expect((await refusal({ data: RIGHT_TOKEN })).message).toBe(
      'token must be a string, not object. Pass token.data.',
    );
    expect((await refusal(Promise.resolve(RIGHT_TOKEN))).message).toBe(
      'token must be a string, not Promise. Use await.',
    );
  });

  it('accepts any typ, because RFC 7519 leaves it to the application', async () => {
    for (const other of [{ alg: 'HS256' }, { alg: 'HS256', typ: 'at+jwt' }]) {
      expect(await verifyWidgetToken(forge(other, CLAIMS), EXPECTED)).toEqual(CLAIMS);
    }
  });

  it('reports every part that is not Base64url', async () => {
    expect((await refusal('*.*.*')).issues.map(({ path }) => path)).toEqual([
      ['header'],
      ['claims'],
      ['signature'],
    ]);
  });
});

it('inspectWidgetToken does not judge the length of a signature of another algorithm', async () => {
  const part = (json: string): string => Buffer.from(json).toString('base64url');
  const token = `${part('{"alg":"RS256"}')}.${RIGHT_TOKEN.split('.')[1] ?? ''}.${'A'.repeat(340)}`;
  expect((await inspect(token)).issues.map(({ code }) => code)).toEqual(['ERR_TOKEN_ALGORITHM']);
});
