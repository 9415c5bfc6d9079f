// npm run demo [-- attributes.json]: makes a token and shows all there is to it. It uses the built
// package by its name, as a user's server would.

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import jsonwebtoken from 'jsonwebtoken';
import { createWidgetToken, estimateTokenSize, WidgetTokenError } from 'amazon-connect-widget-token';

/** https://docs.aws.amazon.com/connect/latest/adminguide/pass-contact-attributes-chat.html */
const DOCUMENTED_EXAMPLE = {
  name: 'Jane',
  memberID: '123456789',
  email: 'Jane@example.com',
  isPremiumUser: 'true',
  age: '45',
};

const BAR_WIDTH = 60;

/** What the demo says instead of a stack: its lines go to standard error, and it exits with 1. */
class Refusal extends Error {}

/** @param {string} file @returns {unknown} */
function readAttributes(file) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Refusal(`${file} cannot be read (${code}). Name a file that holds the attributes as JSON.`);
  }
  try {
    // Without the byte order mark that some editors put in front.
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    // JSON.parse quotes the text in its message, and that may be a customer's data.
    throw new Refusal(`${file} is not JSON. It should look like {"name":"Jane"}.`);
  }
}

/** @param {string} part @returns {unknown} */
const decode = (part) => JSON.parse(Buffer.from(part, 'base64url').toString());

/** @param {string} title @param {string[]} lines */
function section(title, lines) {
  console.log([`\n${title}`, ...lines.map((line) => `  ${line}`)].join('\n'));
}

/**
 * A bar as wide as what the widget takes: █ the token without its attributes, ▓ these, ░ what is left.
 *
 * @param {import('amazon-connect-widget-token').TokenSize} size
 * @param {number} bytesWithoutAttributes
 */
function bar({ bytes, maxBytes }, bytesWithoutAttributes) {
  const cells = (/** @type {number} */ part) => Math.round((part / maxBytes) * BAR_WIDTH);
  const [others, used] = [cells(bytesWithoutAttributes), cells(bytes)];
  return '█'.repeat(others) + '▓'.repeat(used - others) + '░'.repeat(BAR_WIDTH - used);
}

/** @param {number} part @param {number} whole */
const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;

/** @param {unknown} value */
const json = (value) => JSON.stringify(value, null, 2).split('\n');

/** A variable of the environment; an empty one counts as not set. @param {string} name */
function environment(name) {
  const value = process.env[name];
  return value === '' ? undefined : value;
}

async function demo() {
  const file = process.argv[2];
  const attributes = file === undefined ? DOCUMENTED_EXAMPLE : readAttributes(file);
  const widgetId = environment('CONNECT_WIDGET_ID') ?? 'widget-id';
  // 44 characters that look like Base64, as Connect's own; and, as there, their text is the key.
  const secret = environment('CONNECT_SECRET') ?? randomBytes(32).toString('base64');

  // Whatever the file holds: it is the package's to say what is wrong with it.
  const options = { widgetId, secret, attributes: /** @type {Record<string, string>} */ (attributes) };
  const token = await createWidgetToken(options);
  const verified = jsonwebtoken.verify(token, secret, { algorithms: ['HS256'], subject: widgetId });
  const { iat = 0, exp = 0 } = /** @type {jsonwebtoken.JwtPayload} */ (verified);
  const size = estimateTokenSize(options);
  const { characters, bytes, maxBytes, remainingBytes, bytesByAttribute } = size;
  const bare = estimateTokenSize({ ...options, attributes: {} }).bytes;
  const [header = '', claims = ''] = token.split('.');

  section('Token, which jsonwebtoken has verified', [token]);
  section('Header', json(decode(header)));
  section('Claims', json(decode(claims)));
  section(`Size: ${bytes} of ${maxBytes} bytes`, [
    bar(size, bare),
    `█ header, signature and other claims: ${bare} bytes`,
    `▓ attributes: ${bytes - bare} bytes`,
    ...Object.entries(bytesByAttribute).map(
      ([key, part]) => `    ${key}: ${part} bytes, ${percent(part, maxBytes)}`,
    ),
    `░ left: ${remainingBytes} bytes`,
    `The token has ${characters} characters, and the widget counts two bytes for each.`,
  ]);
  const left = exp - Math.floor(Date.now() / 1000);
  section('Life', [
    `${left} of ${exp - iat} seconds are left; it expires at ${new Date(exp * 1000).toISOString()}.`,
  ]);
  section('In a flow', [
    ...Object.keys(bytesByAttribute).map((key) => `$.Attributes.${key}`),
    "Nobody can change these without the key. What the snippet's contactAttributes pass",
    'comes as $.Attributes.HostedWidget-name, and anyone with a browser can change it.',
  ]);
}

demo().catch((/** @type {unknown} */ error) => {
  if (error instanceof WidgetTokenError) {
    for (const { code, message } of error.issues) console.error(`${code}: ${message}`);
  } else if (error instanceof Refusal) {
    console.error(error.message);
  } else {
    throw error;
  }
  process.exitCode = 1;
});
