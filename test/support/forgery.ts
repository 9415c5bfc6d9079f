// Tokens that createWidgetToken would not make, made by hand with node:crypto.

import { createHmac } from 'node:crypto';
import { SECRET, WIDGET_ID } from './helpers.js';

/** 2026-01-01T00:00:00Z, in seconds. */
export const NOW = 1767225600;

export const HEADER = { alg: 'HS256', typ: 'JWT' };

export const CLAIMS = { sub: WIDGET_ID, iat: NOW, exp: NOW + 500, attributes: { name: 'Jane' } };

const base64url = (part: string | Buffer): string => Buffer.from(part).toString('base64url');

/** A part as JSON; a text or bytes as they are. */
const encode = (part: unknown): string =>
  base64url(typeof part === 'string' || Buffer.isBuffer(part) ? part : JSON.stringify(part));

function sign(signed: string, secret: string | Buffer = SECRET, hash = 'sha256'): string {
  return `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`;
}

/** A token of any header and claims, with a signature that holds. */
export function forge(header: unknown, claims: unknown, secret?: string | Buffer, hash?: string): string {
  return sign(`${encode(header)}.${encode(claims)}`, secret, hash);
}

/** A token whose claims are right but for these. */
export const withClaims = (claims: object): string => forge(HEADER, { ...CLAIMS, ...claims });

/** A token whose header is right but for these. */
const withHeader = (header: object): string => forge({ ...HEADER, ...header }, CLAIMS);

export const RIGHT_TOKEN = forge(HEADER, CLAIMS);

const [RIGHT_HEADER = '', RIGHT_CLAIMS = '', RIGHT_SIGNATURE = ''] = RIGHT_TOKEN.split('.');

/** Puts the last bit on that a part does not use, where it has one: another text for the same bytes. */
function withSpareBit(part: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(part.slice(-1));
  return part.slice(0, -1) + (alphabet[last ^ 1] ?? '');
}

/** What a forger or a broken library may send, and the code that it is refused with. */
export const FORGERIES: [what: string, token: unknown, code: string][] = [
  ...['none', 'None', 'NONE', 'nOnE', ''].flatMap((alg): [string, string, string][] => [
    [`alg ${alg}, signed`, withHeader({ alg }), 'ERR_TOKEN_ALGORITHM'],
    [
      `alg ${alg}, without a signature`,
      `${encode({ ...HEADER, alg })}.${RIGHT_CLAIMS}.`,
      'ERR_TOKEN_ALGORITHM',
    ],
  ]),
  ...['RS256', 'ES256', 'PS256', 'EdDSA', 'hs256', 'HS256 '].map((alg): [string, string, string] => [
    `alg ${alg} over the secret`,
    withHeader({ alg }),
    'ERR_TOKEN_ALGORITHM',
  ]),
  ['HS384', forge({ ...HEADER, alg: 'HS384' }, CLAIMS, SECRET, 'sha384'), 'ERR_TOKEN_ALGORITHM'],
  ['HS512', forge({ ...HEADER, alg: 'HS512' }, CLAIMS, SECRET, 'sha512'), 'ERR_TOKEN_ALGORITHM'],
  ['alg in an array', withHeader({ alg: ['HS256'] }), 'ERR_TOKEN_ALGORITHM'],
  ['no alg', forge({ typ: 'JWT' }, CLAIMS), 'ERR_TOKEN_ALGORITHM'],
  ['HS256 in the header, HMAC SHA-512', forge(HEADER, CLAIMS, SECRET, 'sha512'), 'ERR_TOKEN_SIGNATURE'],
  ['another key', forge(HEADER, CLAIMS, `another ${SECRET}`), 'ERR_TOKEN_SIGNATURE'],
  [
    'claims of another token',
    `${RIGHT_HEADER}.${encode({ ...CLAIMS, exp: NOW + 600 })}.${RIGHT_SIGNATURE}`,
    'ERR_TOKEN_SIGNATURE',
  ],
  ['header and claims swapped', sign(`${RIGHT_CLAIMS}.${RIGHT_HEADER}`), 'ERR_TOKEN_ALGORITHM'],
  [
    'claims and signature swapped',
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
  ['no signature', `${RIGHT_HEADER}.${RIGHT_CLAIMS}.`, 'ERR_TOKEN_SIGNATURE'],
  ['a signature cut by a character', RIGHT_TOKEN.slice(0, -1), 'ERR_TOKEN_MALFORMED'],
  ['a padded signature', `${RIGHT_TOKEN}=`, 'ERR_TOKEN_MALFORMED'],
  ['padded parts', `${RIGHT_HEADER}=.${RIGHT_CLAIMS}=.${RIGHT_SIGNATURE}=`, 'ERR_TOKEN_MALFORMED'],
  [
    'a signature with a spare bit',
    RIGHT_TOKEN.slice(0, -43) + withSpareBit(RIGHT_SIGNATURE),
    'ERR_TOKEN_MALFORMED',
  ],
  [
    'a header with a spare bit',
    sign(`${withSpareBit(encode({ alg: 'HS256' }))}.${RIGHT_CLAIMS}`),
    'ERR_TOKEN_MALFORMED',
  ],
  [
    'claims with a spare bit',
    sign(`${RIGHT_HEADER}.${withSpareBit(encode({ ...CLAIMS, x: '' }))}`),
    'ERR_TOKEN_MALFORMED',
  ],
  [
    'the alphabet of Base64',
    forge(HEADER, '~~~???').replace(/_/g, '/').replace(/-/g, '+'),
    'ERR_TOKEN_MALFORMED',
  ],
  ['a line break', RIGHT_TOKEN.replace('.', '.\n'), 'ERR_TOKEN_MALFORMED'],
  ['a space at the end', `${RIGHT_TOKEN} `, 'ERR_TOKEN_MALFORMED'],
  ['two parts', RIGHT_TOKEN.split('.').slice(0, 2).join('.'), 'ERR_TOKEN_MALFORMED'],
  ['four parts', `${RIGHT_TOKEN}.`, 'ERR_TOKEN_MALFORMED'],
  ['five parts, as an encrypted token', 'a.b.c.d.e', 'ERR_TOKEN_MALFORMED'],
  ['two dots', '..', 'ERR_TOKEN_MALFORMED'],
  ['an empty text', '', 'ERR_TOKEN_MALFORMED'],
  ['alg twice in the header', forge('{"alg":"none","alg":"HS256"}', CLAIMS), 'ERR_TOKEN_MALFORMED'],
  [
    'alg twice in the header, escaped',
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
  ['crit', withHeader({ crit: ['exp'] }), 'ERR_TOKEN_MALFORMED'],
  ['crit of b64', withHeader({ crit: ['b64'], b64: true }), 'ERR_TOKEN_MALFORMED'],
  ['b64 false', withHeader({ b64: false }), 'ERR_TOKEN_MALFORMED'],
  [
    'b64 false and crit',
    sign(`${encode({ ...HEADER, b64: false, crit: ['b64'] })}.${JSON.stringify(CLAIMS)}`),
    'ERR_TOKEN_MALFORMED',
  ],
  ['a header that is null', forge('null', CLAIMS), 'ERR_TOKEN_MALFORMED'],
  ['a header that is an array', forge([HEADER], CLAIMS), 'ERR_TOKEN_MALFORMED'],
  ['a header that is no JSON', forge("{alg:'HS256'}", CLAIMS), 'ERR_TOKEN_MALFORMED'],
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
  ['claims that are a text', forge(HEADER, '"sub"'), 'ERR_TOKEN_MALFORMED'],
  ['claims that are no JSON', forge(HEADER, 'sub'), 'ERR_TOKEN_MALFORMED'],
  ['JSON that is deep', forge(HEADER, '['.repeat(1000) + ']'.repeat(1000)), 'ERR_TOKEN_MALFORMED'],
  [
    'claims that are deep',
    withClaims({ attributes: JSON.parse('{"a":'.repeat(300) + '1' + '}'.repeat(300)) as object }),
    'ERR_ATTRIBUTE_VALUE_NOT_STRING',
  ],
  ['a huge header', withHeader({ x: 'x'.repeat(4000) }), 'ERR_TOKEN_TOO_LARGE'],
  ['10 MB', 'x'.repeat(10_000_000), 'ERR_TOKEN_TOO_LARGE'],
  ['10 MB of dots', '.'.repeat(10_000_000), 'ERR_TOKEN_TOO_LARGE'],
  ['a token of 3073 characters', RIGHT_TOKEN + 'x'.repeat(3073 - RIGHT_TOKEN.length), 'ERR_TOKEN_TOO_LARGE'],
  ...[undefined, null, 42, {}, [RIGHT_TOKEN], Buffer.from(RIGHT_TOKEN), new String(RIGHT_TOKEN)].map(
    (token): [string, unknown, string] => [`${typeof token} for a text`, token, 'ERR_TOKEN_MALFORMED'],
  ),
];
