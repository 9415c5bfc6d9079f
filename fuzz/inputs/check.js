// Endpoints that answer anything, and command lines of check. Some endpoints are right, and some answer with
// parts of the security key or of the user's header, as a server that echoes what it gets.

import fc from 'fast-check';
import { key, part, textOfPart } from './keys.js';
import { anyText } from './texts.js';
import { encode, sign } from './tokens.js';
import { made } from './values.js';

/**
 * How the server answers a request.
 *
 * @typedef {object} Answer
 * @property {'answer' | 'destroy' | 'hang' | 'endless' | 'raw'} how
 * @property {number} delayMs
 * @property {number} status
 * @property {[name: string, value: string][]} headers
 * @property {Buffer} body
 */

/**
 * @typedef {object} CheckInput
 * @property {string[]} args Without the URL.
 * @property {Record<string, string>} environment
 * @property {Answer[]} answers The first for the first request and so on; the last for all others.
 * @property {string[]} hidden What no output may show: the key, and the values of the headers.
 */

const HEADERS = [
  ...['content-type', 'cache-control', 'age', 'x-cache', 'cf-cache-status', 'date', 'location'],
  ...['access-control-allow-origin', 'access-control-allow-credentials', 'access-control-allow-headers'],
  ...['content-encoding', 'set-cookie', 'retry-after'],
];

/** @type {[name: string, value: string][]} */
const RIGHT_HEADERS = [
  ['content-type', 'application/json'],
  ['cache-control', 'no-store'],
  ['access-control-allow-origin', 'https://www.example.com'],
  ['access-control-allow-credentials', 'true'],
];

const VALUES = [
  ...[
    'application/json',
    'text/html',
    'no-store',
    'HIT',
    'MISS',
    '7',
    '-1',
    'gzip',
    'br',
    'true',
    '*',
    'null',
  ],
  ...['https://attacker.invalid', 'https://www.example.com', '/login', '//', 'Thu, 01 Jan 2026 00:00:00 GMT'],
];

/** What HTTP allows in a header, as bytes. @param {string} text */
const toHeaderValue = (text) =>
  Buffer.from(text.slice(0, 3000), 'utf8')
    .toString('latin1')
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, '?');

/** @param {string} name @param {string} value @param {string} secret @param {string} header @returns {[string, string]} */
const toHeader = (name, value, secret, header) => [
  name,
  toHeaderValue(value === 'KEY' ? secret : value === 'HEADER' ? header : value),
];

/** Linux takes at most 128 KB in an argument, and a character may have three bytes. */
const MAX_ARGUMENT_CHARACTERS = 30_000;

/** A header's value, long enough to be looked for. */
const headerValue = fc.oneof(
  { weight: 3, arbitrary: fc.uuid().map((id) => `session=${id}`) },
  { weight: 2, arbitrary: fc.string({ minLength: 16, maxLength: 3000, size: 'max' }) },
  { weight: 1, arbitrary: anyText.map((text) => text.slice(0, MAX_ARGUMENT_CHARACTERS)) },
);

const claims = fc.record(
  {
    sub: fc.oneof(fc.constant('a-widget'), anyText),
    iat: fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      fc.integer({ min: -5000, max: 5000 }),
      fc.double(),
    ),
    lifetime: fc.constantFrom(500, 500, 600, 601, -1),
    attributes: fc.oneof(
      fc.constant({ name: 'Jane' }),
      fc.dictionary(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), { maxKeys: 4 }),
      fc.jsonValue({ maxDepth: 3 }),
    ),
    customerId: fc.oneof(fc.constant('customer'), anyText),
  },
  { requiredKeys: ['sub', 'iat', 'lifetime'] },
);

/** How the token is in the body. @type {((token: string, other: string) => string)[]} */
const FORMS = [
  (token) => JSON.stringify({ data: token }),
  (token) => JSON.stringify({ data: token }),
  (token) => JSON.stringify({ data: token }),
  (token, other) => JSON.stringify({ data: `${token}${other}` }),
  (token, other) => JSON.stringify({ data: token, [other]: other }),
  (token, other) => JSON.stringify({ token, other }),
  (token) => JSON.stringify({ data: JSON.stringify(token) }),
  (token) => JSON.stringify(JSON.stringify({ data: token })),
  (token) => token,
  (_token, other) => JSON.stringify({ data: other }),
  (_token, other) => other,
  (_token, other) => `<html>${other}`,
  () => '',
  () => 'x'.repeat(1_100_000),
];

const answer = fc.record({
  how: fc.oneof(
    { weight: 16, arbitrary: fc.constant(/** @type {const} */ ('answer')) },
    { weight: 3, arbitrary: fc.constantFrom(/** @type {const} */ ('destroy'), 'raw', 'hang', 'endless') },
  ),
  delayMs: fc.constantFrom(0, 0, 0, 30),
  status: fc.oneof(
    { weight: 4, arbitrary: fc.constant(200) },
    fc.constantFrom(204, 302, 304, 401, 404, 421, 429, 500),
  ),
  headers: fc.array(
    fc.tuple(
      fc.constantFrom(...HEADERS),
      fc.oneof(fc.constantFrom(...VALUES), fc.constantFrom('KEY', 'HEADER'), anyText),
    ),
    { maxLength: 4 },
  ),
  /** Whether it has the headers of a right answer too. */
  isRight: fc.boolean(),
  claims,
  leak: fc.tuple(fc.constantFrom('nothing', 'nothing', 'key', 'header'), part),
  form: fc.constantFrom(...FORMS),
  other: anyText,
});

/** @typedef {typeof answer extends fc.Arbitrary<infer T> ? T : never} Draft */

/** What a right endpoint answers. The second token is not the first one. @param {Draft} draft @param {number} index @returns {Draft} */
const toRight = (draft, index) => ({
  ...draft,
  how: 'answer',
  status: 200,
  headers: [],
  isRight: true,
  claims: { sub: 'a-widget', iat: 0, lifetime: index === 0 ? 500 : 600, attributes: { name: 'Jane' } },
  leak: ['nothing', draft.leak[1]],
  form: (token) => JSON.stringify({ data: token }),
});

/** @type {import('./values.js').Made<CheckInput>} */
export const anyCheck = made(
  fc
    .record({
      secret: key,
      hasSecret: fc.boolean(),
      values: fc.array(headerValue, { maxLength: 2 }),
      names: fc.constantFrom(['Cookie', 'X-Id'], ['Authorization', 'Cookie'], ['Accept', 'Cookie']),
      options: fc.subarray([
        '--json',
        '--origin=https://www.example.com',
        '--method=POST',
        '--widget-id=a-widget',
      ]),
      answers: fc.oneof(
        { weight: 3, arbitrary: fc.array(answer, { minLength: 1, maxLength: 5 }) },
        {
          weight: 1,
          arbitrary: fc.array(answer, { minLength: 2, maxLength: 2 }).map((drafts) => drafts.map(toRight)),
        },
      ),
    })
    .map(({ secret, hasSecret, values, names, options, answers }) => {
      const given = values.map((value) => value.replaceAll('\0', '').toWellFormed());
      const hidden = [...(hasSecret ? [secret] : []), ...given.map((value) => value.trim())];
      return {
        args: [...options, ...given.map((value, index) => `--header=${names[index] ?? ''}: ${value}`)],
        environment: hasSecret ? { CONNECT_SECRET: secret } : {},
        answers: answers.map((one) => answerOf(one, secret, given[0] ?? 'x'.repeat(16))),
        hidden,
      };
    }),
);

/**
 * @param {Draft} given
 * @param {string} secret
 * @param {string} header
 * @returns {Answer}
 */
function answerOf(
  { how, delayMs, status, headers, isRight, claims: given, leak, form, other },
  secret,
  header,
) {
  const [what, one] = leak;
  const long = header.length >= 16 ? header : header.padEnd(16, '-');
  const leaked = what === 'nothing' ? other.slice(0, 2000) : textOfPart(what === 'key' ? secret : long, one);
  const { iat, lifetime, ...others } = given;
  const at = Math.floor(Date.now() / 1000) + iat;
  const all = { ...others, iat: at, exp: at + lifetime, ...(what === 'nothing' ? {} : { [leaked]: leaked }) };
  const token = sign(`${encode('{"alg":"HS256","typ":"JWT"}')}.${encode(JSON.stringify(all))}`, secret);
  return {
    how,
    delayMs,
    status,
    headers: [
      ...(isRight ? RIGHT_HEADERS : []),
      ...headers.map(([name, value]) => toHeader(name, value, secret, header)),
    ],
    body: Buffer.from(form(token, leaked)),
  };
}
