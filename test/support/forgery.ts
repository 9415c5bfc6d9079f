// Tokens that createWidgetToken would not create, signed with node:crypto.

import { createHmac } from 'node:crypto';
import { SECRET, WIDGET_ID } from './helpers.js';

/** 2026-01-01T00:00:00Z, in seconds. */
export const NOW = 1767225600;

export const HEADER = { alg: 'HS256', typ: 'JWT' };

export const CLAIMS = { sub: WIDGET_ID, iat: NOW, exp: NOW + 500, attributes: { name: 'Jane' } };

const classOf = (value: unknown): string =>
  Object.prototype.toString.call(value).slice('[object '.length, -1);

const base64url = (part: string | Buffer): string => Buffer.from(part).toString('base64url');

/** A part of a token: a string or bytes as they are, anything else as JSON. */
const encode = (part: unknown): string =>
  base64url(typeof part === 'string' || Buffer.isBuffer(part) ? part : JSON.stringify(part));

function sign(signed: string, secret: string | Buffer = SECRET, hash = 'sha256'): string {
  return `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`;
}

/** A token with any header and claims, and a valid signature. */
export function forge(header: unknown, claims: unknown, secret?: string | Buffer, hash?: string): string {
  return sign(`${encode(header)}.${encode(claims)}`, secret, hash);
}

/** A token in which only these claims may be wrong. */
export const withClaims = (claims: object): string => forge(HEADER, { ...CLAIMS, ...claims });

/** A token in which only these members of the header may be wrong. */
const withHeader = (header: object): string => forge({ ...HEADER, ...header }, CLAIMS);

export const RIGHT_TOKEN = forge(HEADER, CLAIMS);

const [RIGHT_HEADER = '', RIGHT_CLAIMS = '', RIGHT_SIGNATURE = ''] = RIGHT_TOKEN.split('.');

/** Flips the last bit, which these parts do not use: another string for the same bytes. */
function withUnusedBit(part: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(part.slice(-1));
  return part.slice(0, -1) + (alphabet[last ^ 1] ?? '');
}

/** What a forger or a broken library may send, as the object of "refuses", and the code of the error. */
export const FORGERIES: [what: string, token: unknown, code: string][] = [
  ...['none', 'None', 'NONE', 'nOnE', ''].flatMap((alg): [string, string, string][] => [
    [`alg ${JSON.stringify(alg)} with a signature`, withHeader({ alg }), 'ERR_TOKEN_ALGORITHM'],
    [
      `alg ${JSON.stringify(alg)} without a signature`,
      `${encode({ ...HEADER, alg })}.${RIGHT_CLAIMS}.`,
      'ERR_TOKEN_ALGORITHM',
    ],
  ]),
  ...['RS256', 'ES256', 'PS256', 'EdDSA', 'hs256', 'HS256 '].map((alg): [string, string, string] => [
    `alg ${JSON.stringify(alg)} with an HMAC by the secret`,
    withHeader({ alg }),
    'ERR_TOKEN_ALGORITHM',
  ]),
  [
    'alg "HS384" with HMAC SHA-384',
    forge({ ...HEADER, alg: 'HS384' }, CLAIMS, SECRET, 'sha384'),
    'ERR_TOKEN_ALGORITHM',
  ],
  [
    'alg "HS512" with HMAC SHA-512',
    forge({ ...HEADER, alg: 'HS512' }, CLAIMS, SECRET, 'sha512'),
    'ERR_TOKEN_ALGORITHM',
  ],
  ['an array as alg', withHeader({ alg: ['HS256'] }), 'ERR_TOKEN_ALGORITHM'],
  ['a header without alg', forge({ typ: 'JWT' }, CLAIMS), 'ERR_TOKEN_ALGORITHM'],
  ['alg "HS256" with HMAC SHA-512', forge(HEADER, CLAIMS, SECRET, 'sha512'), 'ERR_TOKEN_SIGNATURE'],
  ['a signature by another key', forge(HEADER, CLAIMS, `another ${SECRET}`), 'ERR_TOKEN_SIGNATURE'],
  [
    'the claims of another token',
    `${RIGHT_HEADER}.${encode({ ...CLAIMS, exp: NOW + 600 })}.${RIGHT_SIGNATURE}`,
    'ERR_TOKEN_SIGNATURE',
  ],
  ['header and claims in the wrong order', sign(`${RIGHT_CLAIMS}.${RIGHT_HEADER}`), 'ERR_TOKEN_ALGORITHM'],
  [
    'claims and signature in the wrong order',
    `${RIGHT_HEADER}.${RIGHT_SIGNATURE}.${RIGHT_CLAIMS}`,
    'ERR_TOKEN_SIGNATURE',
  ],
  [
    'a signature of 31 bytes',
    RIGHT_TOKEN.slice(0, -43) + base64url(Buffer.from(RIGHT_SIGNATURE, 'base64url').subarray(0, 31)),
    'ERR_TOKEN_SIGNATURE',
  ],
  [
    'a signature of 33 bytes',
    RIGHT_TOKEN.slice(0, -43) +
      base64url(Buffer.concat([Buffer.from(RIGHT_SIGNATURE, 'base64url'), Buffer.alloc(1)])),
    'ERR_TOKEN_SIGNATURE',
  ],
  ['an empty signature', `${RIGHT_HEADER}.${RIGHT_CLAIMS}.`, 'ERR_TOKEN_SIGNATURE'],
  ['a signature without its last character', RIGHT_TOKEN.slice(0, -1), 'ERR_TOKEN_MALFORMED'],
  ['a signature with padding', `${RIGHT_TOKEN}=`, 'ERR_TOKEN_MALFORMED'],
  [
    'three parts with padding',
    `${RIGHT_HEADER}=.${RIGHT_CLAIMS}=.${RIGHT_SIGNATURE}=`,
    'ERR_TOKEN_MALFORMED',
  ],
  [
    'a signature with an unused bit set',
    RIGHT_TOKEN.slice(0, -43) + withUnusedBit(RIGHT_SIGNATURE),
    'ERR_TOKEN_MALFORMED',
  ],
  [
    'a header with an unused bit set',
    sign(`${withUnusedBit(encode({ alg: 'HS256' }))}.${RIGHT_CLAIMS}`),
    'ERR_TOKEN_MALFORMED',
  ],
  [
    'claims with an unused bit set',
    sign(`${RIGHT_HEADER}.${withUnusedBit(encode({ ...CLAIMS, x: '' }))}`),
    'ERR_TOKEN_MALFORMED',
  ],
  [
    'Base64 instead of Base64url',
    forge(HEADER, '~~~???').replace(/_/g, '/').replace(/-/g, '+'),
    'ERR_TOKEN_MALFORMED',
  ],
  ['a line break after the first dot', RIGHT_TOKEN.replace('.', '.\n'), 'ERR_TOKEN_MALFORMED'],
  ['a space at the end', `${RIGHT_TOKEN} `, 'ERR_TOKEN_MALFORMED'],
  ['two parts', RIGHT_TOKEN.split('.').slice(0, 2).join('.'), 'ERR_TOKEN_MALFORMED'],
  ['four parts', `${RIGHT_TOKEN}.`, 'ERR_TOKEN_MALFORMED'],
  ['five parts, as in an encrypted token', 'a.b.c.d.e', 'ERR_TOKEN_MALFORMED'],
  ['three empty parts', '..', 'ERR_TOKEN_MALFORMED'],
  ['an empty string', '', 'ERR_TOKEN_MALFORMED'],
  ['alg twice in the header', forge('{"alg":"none","alg":"HS256"}', CLAIMS), 'ERR_TOKEN_MALFORMED'],
  [
    'alg twice in the header, once escaped',
    forge('{"\\u0061lg":"HS256","alg":"HS256"}', CLAIMS),
    'ERR_TOKEN_MALFORMED',
  ],
  [
    'sub twice in the claims',
    forge(HEADER, `{"sub":"x",${JSON.stringify(CLAIMS).slice(1)}`),
    'ERR_TOKEN_MALFORMED',
  ],
  [
    'an attribute twice',
    forge(HEADER, JSON.stringify(CLAIMS).replace('{"name"', '{"name":"x","name"')),
    'ERR_TOKEN_MALFORMED',
  ],
  ['the extension crit', withHeader({ crit: ['exp'] }), 'ERR_TOKEN_MALFORMED'],
  ['the extension b64, true and critical', withHeader({ crit: ['b64'], b64: true }), 'ERR_TOKEN_MALFORMED'],
  ['the extension b64, false', withHeader({ b64: false }), 'ERR_TOKEN_MALFORMED'],
  [
    'the extension b64, false and critical, with claims that are not encoded',
    sign(`${encode({ ...HEADER, b64: false, crit: ['b64'] })}.${JSON.stringify(CLAIMS)}`),
    'ERR_TOKEN_MALFORMED',
  ],
  ['null as the header', forge('null', CLAIMS), 'ERR_TOKEN_MALFORMED'],
  ['an array as the header', forge([HEADER], CLAIMS), 'ERR_TOKEN_MALFORMED'],
  ['a header that is not JSON', forge("{alg:'HS256'}", CLAIMS), 'ERR_TOKEN_MALFORMED'],
  [
    'a header with a byte order mark',
    forge(`\ufeff${JSON.stringify(HEADER)}`, CLAIMS),
    'ERR_TOKEN_MALFORMED',
  ],
  [
    'a header in invalid UTF-8',
    forge(Buffer.from('{"alg":"HS256","x":"\xff"}', 'latin1'), CLAIMS),
    'ERR_TOKEN_MALFORMED',
  ],
  ['claims in invalid UTF-8', forge(HEADER, Buffer.from('{"sub":"\xff"}', 'latin1')), 'ERR_TOKEN_MALFORMED'],
  ['a string as the claims', forge(HEADER, '"sub"'), 'ERR_TOKEN_MALFORMED'],
  ['claims that are not JSON', forge(HEADER, 'sub'), 'ERR_TOKEN_MALFORMED'],
  [
    'arrays nested 1000 deep as the claims',
    forge(HEADER, '['.repeat(1000) + ']'.repeat(1000)),
    'ERR_TOKEN_MALFORMED',
  ],
  [
    'attributes nested 300 deep',
    withClaims({ attributes: JSON.parse('{"a":'.repeat(300) + '1' + '}'.repeat(300)) as object }),
    'ERR_ATTRIBUTE_VALUE_NOT_STRING',
  ],
  ['a header of 4000 characters', withHeader({ x: 'x'.repeat(4000) }), 'ERR_TOKEN_TOO_LARGE'],
  ['10 MB of characters', 'x'.repeat(10_000_000), 'ERR_TOKEN_TOO_LARGE'],
  ['10 MB of dots', '.'.repeat(10_000_000), 'ERR_TOKEN_TOO_LARGE'],
  ['a token of 3073 characters', RIGHT_TOKEN + 'x'.repeat(3073 - RIGHT_TOKEN.length), 'ERR_TOKEN_TOO_LARGE'],
  ...[undefined, null, 42, {}, [RIGHT_TOKEN], Buffer.from(RIGHT_TOKEN), new String(RIGHT_TOKEN)].map(
    (token): [string, unknown, string] => [
      `${classOf(token)} instead of a string`,
      token,
      'ERR_TOKEN_MALFORMED',
    ],
  ),
];
