// Command lines with their files, environment and standard input. Most are right. In others an argument is
// added, missing or changed, or a file is not text.

import fc from 'fast-check';
import { leakingCommandLine } from './command-leaks.js';
import { attributePairs, rightOptions } from './right-options.js';
import { secretText } from './secrets.js';
import { anyText, mark, markedText } from './texts.js';
import { anyTokenText } from './tokens.js';
import { made } from './values.js';

/**
 * @typedef {object} CommandInput
 * @property {string[]} args
 * @property {Record<string, string>} environment
 * @property {Record<string, Buffer>} files
 * @property {Buffer} input
 * @property {string} secret
 * @property {string} hidden The secret, if the command can know that no output may show it; otherwise empty.
 */

/** Arguments and environment variables cannot contain NUL, and their length is limited. @param {string} text */
const toArgument = (text) => text.slice(0, 10_000).replaceAll('\0', '');

const NOT_TEXT = Buffer.from([0x5e, 0xff, 0xfe, 0x00, 0x5e]);

const json = fc.oneof(
  {
    weight: 6,
    arbitrary: rightOptions.map(({ attributes = {} }) => Buffer.from(JSON.stringify(attributes))),
  },
  { weight: 1, arbitrary: markedText.map((text) => Buffer.from(text.slice(0, 10_000))) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('[]', 'null', '{"a":8675309}', '{"a":"^"', '\ufeff{"a":"^"}')
      .map((text) => Buffer.from(text)),
  },
  { weight: 1, arbitrary: fc.constant(NOT_TEXT) },
);

const secret = fc.nat().map(secretText);

/** How a secret is written to a file. */
const secretFile = fc.constantFrom(
  (/** @type {string} */ text) => Buffer.from(`${text}\n`),
  (/** @type {string} */ text) => Buffer.from(`${text}\r\n`),
  (/** @type {string} */ text) => Buffer.from(text),
  (/** @type {string} */ text) => Buffer.from(`"${text}"`),
  (/** @type {string} */ text) => Buffer.from(text, 'base64'),
  () => Buffer.alloc(0),
  () => NOT_TEXT,
);

/** The file of each thing that is not in the environment. */
const FILES = new Map([
  ['secret in a file', 'secret'],
  ['attributes in a file', 'attributes'],
  ['input', '-'],
]);

const from = fc.constantFrom('environment', 'environment', 'secret in a file', 'input', 'nowhere');

/** @type {fc.Arbitrary<CommandInput>} */
const signing = fc
  .record({
    options: rightOptions,
    pairs: attributePairs,
    secret,
    from,
    secretFile,
    json,
    jsonFrom: fc.constantFrom('', '', 'attributes in a file', 'input'),
  })
  .map((one) => {
    const { widgetId, customerId, relatedContactId, segmentAttributes, expiresIn } = one.options;
    /** @type {Record<string, any>} */
    const given = {
      'widget-id': widgetId,
      'customer-id': customerId,
      'related-contact-id': relatedContactId,
      'expires-in': expiresIn,
      'segment-attributes': segmentAttributes === undefined ? undefined : 'segments',
      'secret-file': FILES.get(one.from),
      attributes: FILES.get(one.jsonFrom),
    };
    const args = Object.entries(given).flatMap(([name, value]) =>
      value === undefined ? [] : [`--${name}=${toArgument(String(value))}`],
    );
    for (const [key, value] of one.pairs) args.push('--attribute', toArgument(`${key}=${value}`));
    const ofSecret = one.secretFile(one.secret);
    return {
      args: ['sign', ...args],
      environment: environmentOf(one),
      files: {
        secret: ofSecret,
        attributes: one.json,
        segments: Buffer.from(JSON.stringify(segmentAttributes ?? {})),
      },
      input: one.jsonFrom === 'input' ? one.json : ofSecret,
      secret: one.secret,
      hidden: one.secret,
    };
  });

/** @param {{ from: string, secret: string }} given @returns {Record<string, string>} */
const environmentOf = ({ from: source, secret: text }) =>
  source === 'environment' ? { CONNECT_SECRET: text } : {};

/** How a token is pasted. @type {((token: string) => string)[]} */
const PASTED = [
  (token) => token,
  (token) => `Bearer ${token}`,
  (token) => `"${token}"`,
  (token) => `{"data":${JSON.stringify(token)}}`,
  (token) => `{"token":${JSON.stringify(token)}}`,
  (token) => JSON.stringify({ statusCode: 200, body: JSON.stringify({ data: token }) }),
  (token) => JSON.stringify(JSON.stringify([token])),
  (token) => JSON.stringify({ [token]: token, error: token }),
  (token) => `b'${token}'`,
  (token) => `Host: example.com\r\nAuthorization: Bearer ${token}\r\nAccept: */*`,
  (token) => `HTTP/1.1 200 OK\r\nset-cookie: a=${token}\r\n\r\n{"data":${JSON.stringify(token)}}`,
  (token) => `HTTP/2 500 \r\n\r\n${token}`,
  (token) => `Set-Cookie: a=b; token=${token}; Path=/`,
  (token) => `<!doctype html>${token}`,
  (token) => `https://example.com/?token=${token}`,
  (token) => token.replace(/.{76}/g, '$&\n'),
];

/** @type {fc.Arbitrary<CommandInput>} */
const inspecting = fc
  .record({
    token: anyTokenText,
    paste: fc.constantFrom(...PASTED),
    from,
    isJson: fc.boolean(),
    isArgument: fc.boolean(),
    widgetId: fc.boolean(),
  })
  .map((one) => {
    const text = one.paste(one.token.token);
    const args = ['inspect'];
    if (one.isJson) args.push('--json');
    if (one.widgetId) args.push(`--widget-id=${toArgument(one.token.widgetId)}`);
    if (one.from === 'secret in a file') args.push('--secret-file', 'secret');
    if (one.isArgument) args.push(toArgument(text));
    return {
      args,
      environment: environmentOf({ from: one.from, secret: one.token.secret }),
      files: { secret: Buffer.from(`${one.token.secret}\n`) },
      input: Buffer.from(text.slice(0, 200_000)),
      secret: one.token.secret,
      hidden: one.token.secret,
    };
  });

const EXTRA = [
  '--',
  '-',
  '--json',
  '--help',
  '-h',
  '--version',
  '--secret=x',
  '--no-json',
  '--attributes',
  '--attribute=a',
  '--widget-id',
  '--expires-in=601',
  '--attributes=nowhere',
  '--secret-file=.',
];

/** An argument that is added, or replaces others. */
const change = fc.tuple(
  fc.nat(20),
  fc.oneof(
    fc.constantFrom(...EXTRA),
    anyText.map((text) => toArgument(mark(text))),
  ),
  fc.nat(2),
);

/** @type {import('./values.js').Made<CommandInput>} */
const markedCommandLine = fc
  .tuple(
    fc.oneof(signing, inspecting),
    fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(change, { minLength: 1, maxLength: 3 })),
  )
  .map(([right, changes]) => {
    const args = [...right.args];
    for (const [at, argument, removed] of changes) args.splice(at % (args.length + 1), removed, argument);
    return () => ({ ...right, args });
  });

/** @type {import('./values.js').Made<CommandInput>} */
export const anyCommandLine = fc.oneof(markedCommandLine, made(leakingCommandLine));
