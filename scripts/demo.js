// npm run demo [-- attributes.json]: makes a token and prints its header, claims, size and lifetime, and then what a
// wrong call says. It imports the built package by its name, as a user's server would.

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

/** See https://no-color.org: any value but the empty string means no. */
const HAS_COLORS = process.stdout.isTTY && (process.env.NO_COLOR ?? '') === '';

const STYLES = { bold: 1, red: 31, green: 32, blue: 34, cyan: 36 };

/** @param {keyof typeof STYLES} style @param {string} text */
const paint = (style, text) => (HAS_COLORS ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text);

/** Printed to standard error without a stack trace. The exit code is 1. */
class DemoError extends Error {}

/** @param {string} file @returns {unknown} */
function readAttributes(file) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new DemoError(`${file} cannot be read (${code}). Pass a file with the attributes as JSON.`);
  }
  try {
    // Some editors start a file with a byte order mark.
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    // The message of JSON.parse quotes the file, which may hold a customer's data.
    throw new DemoError(`${file} is not JSON. It should look like {"name":"Jane"}.`);
  }
}

/** @param {string} part @returns {unknown} */
const decode = (part) => JSON.parse(Buffer.from(part, 'base64url').toString());

/** @param {string} title @param {string[]} lines */
function section(title, lines) {
  console.log([`\n${paint('bold', title)}`, ...lines.map((line) => `  ${line}`)].join('\n'));
}

/**
 * A bar as wide as the widget's size limit: █ the other parts of the token, ▓ its attributes, ░ free space.
 *
 * @param {import('amazon-connect-widget-token').TokenSize} size
 * @param {number} otherBytes
 */
function bar({ bytes, maxBytes }, otherBytes) {
  const cells = (/** @type {number} */ part) => Math.round((part / maxBytes) * BAR_WIDTH);
  const [others, used] = [cells(otherBytes), cells(bytes)];
  return `${paint('blue', '█'.repeat(others))}${paint('green', '▓'.repeat(used - others))}${'░'.repeat(BAR_WIDTH - used)}`;
}

/** @param {number} part @param {number} whole */
const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;

/** @param {unknown} value */
const json = (value) => JSON.stringify(value, null, 2).split('\n');

/** An environment variable. An empty one counts as not set. @param {string} name */
function environment(name) {
  const value = process.env[name];
  return value === '' ? undefined : value;
}

async function demo() {
  const file = process.argv[2];
  const attributes = file === undefined ? DOCUMENTED_EXAMPLE : readAttributes(file);
  const widgetId = environment('CONNECT_WIDGET_ID') ?? 'widget-id';
  // Like a key from Connect: 44 Base64 characters, which are used as they are, without decoding.
  const secret = environment('CONNECT_SECRET') ?? randomBytes(32).toString('base64');

  // The file may hold anything. The package reports what is wrong with it.
  const options = { widgetId, secret, attributes: /** @type {Record<string, string>} */ (attributes) };
  const token = await createWidgetToken(options);
  const verified = jsonwebtoken.verify(token, secret, { algorithms: ['HS256'], subject: widgetId });
  const { iat = 0, exp = 0 } = /** @type {jsonwebtoken.JwtPayload} */ (verified);
  const size = estimateTokenSize(options);
  const { characters, bytes, maxBytes, remainingBytes, bytesByAttribute } = size;
  const attributeBytes = Object.values(bytesByAttribute).reduce((sum, part) => sum + part, 0);
  const otherBytes = bytes - attributeBytes;
  const [header = '', claims = ''] = token.split('.');

  section('Token, verified with jsonwebtoken', [token]);
  section('Header', json(decode(header)));
  section('Claims', json(decode(claims)));
  section(`Size: ${bytes} of ${maxBytes} bytes`, [
    bar(size, otherBytes),
    `${paint('blue', '█')} header, signature and other claims: ${otherBytes} bytes`,
    `${paint('green', '▓')} attributes: ${attributeBytes} bytes`,
    ...Object.entries(bytesByAttribute).map(
      ([key, part]) => `    ${key}: ${part} bytes, ${percent(part, maxBytes)}`,
    ),
    `░ left: ${remainingBytes} bytes`,
    `The token has ${characters} characters. The widget counts two bytes per character.`,
  ]);
  const left = exp - Math.floor(Date.now() / 1000);
  section('Lifetime', [
    `${left} of ${exp - iat} seconds are left. The token expires at ${new Date(exp * 1000).toISOString()}.`,
  ]);
  section('In a flow', [
    ...Object.keys(bytesByAttribute).map((key) => `$.Attributes.${key}`),
    "No one can change these without the key. Attributes from the snippet's contactAttributes",
    'arrive as $.Attributes.HostedWidget-name, and anyone with a browser can change them.',
  ]);
  await showWrongCall(widgetId, secret);
  section('Try it by hand', [
    `${paint('cyan', 'npm run playground')} opens a page with a form, the size and the widget.`,
  ]);
}

/** @param {string} widgetId @param {string} secret */
async function showWrongCall(widgetId, secret) {
  const attributes = /** @type {Record<string, string>} */ (/** @type {unknown} */ ({ age: 45 }));
  try {
    await createWidgetToken({ widgetId, secret, attributes });
  } catch (error) {
    section('A wrong call: attributes: { age: 45 }', [paint('red', String(error))]);
  }
}

demo().catch((/** @type {unknown} */ error) => {
  if (error instanceof WidgetTokenError) {
    for (const { code, message } of error.issues) console.error(`${code}: ${message}`);
  } else if (error instanceof DemoError) {
    console.error(error.message);
  } else {
    throw error;
  }
  process.exitCode = 1;
});
