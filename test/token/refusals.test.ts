// The table of refusals: each rule, with the smallest input that breaks it and the whole message.

import { inspect } from 'node:util';
import { validateAttributes, type WidgetTokenErrorCode } from 'amazon-connect-widget-token';
import { describe, expect, it } from 'vitest';
import {
  codesAndPathsOf,
  estimateUnchecked,
  issuesOf,
  refusal,
  RIGHT,
  SECRET,
  WIDGET_ID,
} from '../support/helpers.js';

const hmacKey = (hash: string, usages: ('sign' | 'verify')[], bytes = SECRET): Promise<unknown> =>
  crypto.subtle.importKey('raw', new TextEncoder().encode(bytes), { name: 'HMAC', hash }, false, usages);

const aesKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);

class Session {
  readonly name = 'Jane';
}

class Config {
  readonly widgetId = WIDGET_ID;
  readonly secret = SECRET;
}

/** What is added to valid options, and the only issue that it causes. */
type Row = [
  rule: string,
  wrong: object,
  code: WidgetTokenErrorCode,
  path: (string | number)[],
  message: string,
];

const OPTIONS =
  'The options are: widgetId, secret, attributes, customerId, relatedContactId, segmentAttributes, expiresIn, issuedAt.';
const UNSET = 'If it comes from an environment variable, that variable is not set.';
const WIDGET_ID_HINT = 'The widget id is the last argument of the loader in the snippet.';
const SECRET_TYPES = 'secret must be a string, a Uint8Array or a CryptoKey';
const SECRET_FIX = 'Pass the security key as Connect shows it.';
const SECRET_LENGTH = 'secret must have at least 32 bytes for HS256. Pass the whole security key.';
const SECRET_SPACE = 'secret must not have white space around it. Use secret.trim().';
const SECRET_TOO_LONG = 'secret must have at most 1024 characters. Pass only the security key.';
const SECRET_DECODED = 'secret must not be decoded from Base64. Pass the security key as Connect shows it.';
const SECRET_JSON = 'secret must not be JSON. Use JSON.parse(secret), and pass the key in it.';
const SECRET_ALGORITHM =
  'secret must be a CryptoKey for HMAC with SHA-256. Import it as { name: "HMAC", hash: "SHA-256" }.';
const KEY_RULE = 'must have a key of 1 to 32767 letters (a-z, A-Z), digits, "-" and "_". Rename it.';
const STRINGIFY = "Use stringifyAttributes(row, ['name', 'plan']).";
const stringify = (name: string): string => `Use stringifyAttributes(row, ['${name}']).`;
const NO_CHAT = 'or Connect does not start the chat.';
const HALF = 'must not contain half of a surrogate pair. Use value.toWellFormed().';
const ONE_KEY =
  'must be an object with exactly one key: ValueString, ValueInteger, ValueArn, ValueMap or ValueList. For example { ValueString: "text" }.';
const SEGMENT_KEY =
  'must have a key of 1 to 128 characters, without control characters and halves of surrogate pairs. Rename it.';
const SEGMENT_STRING_FIX = 'Use String(value), or ValueInteger for a whole number.';
const SEGMENT_MAP = 'Pass an object such as { "connect:Subtype": { ValueString: "connect:Guide" } }.';

const REFERENCE = 'is a reference to the secret. Fetch its value, and pass that.';
const PLACEHOLDER = 'is a reference or a placeholder. Pass the value.';
const UNSET_TEXT = 'is the text of a value that was not set. Set it.';
const OBJECT_TEXT = 'is the text of an object. Pass the string in it.';
const PROMISE_TEXT = 'is the text of a Promise that was not awaited. Use await.';
const NAME_BEFORE = 'has a name before the key, as in an .env file. Pass only what follows the "=".';
const ENCODED = 'is Base64 of the key. Decode it once: atob(secret).';
const PERCENT = 'is percent-encoded. Use decodeURIComponent(secret).';
const MORE_TEXT = 'has more text after the key. Pass only the key.';
const SEVERAL = 'is several keys joined together. Pass one of them.';

const typeOf = (value: unknown): string => (value === null ? 'null' : typeof value);

const attribute = (value: unknown): object => ({ attributes: { a: value } });
const segment = (value: unknown): object => ({ segmentAttributes: { a: value } });

/** The rows of a mistake with either the secret or the widget id. */
const ofBoth = (what: string, secret: string, widgetId: string, problem: string): Row[] => [
  [`${what} instead of the secret`, { secret }, 'ERR_SECRET_INVALID', ['secret'], `secret ${problem}`],
  [
    `${what} instead of the widget id`,
    { widgetId },
    'ERR_WIDGET_ID_INVALID',
    ['widgetId'],
    `widgetId ${problem}`,
  ],
];

/** A character as Unicode names it: `U+200B`. */
const codeOf = (character: string): string =>
  `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

// One line for each rule.
// prettier-ignore
const ROWS: Row[] = [
  ['an option that is like none', { theme: 'dark' }, 'ERR_OPTION_UNKNOWN', ['theme'], `theme is not an option. ${OPTIONS}`],
  ...(
    [
      ['attribute', { name: 'Jane' }, 'attributes'],
      ['atributes', { name: 'Jane' }, 'attributes'],
      ['contactAttributes', { name: 'Jane' }, 'attributes'],
      ['segment', { 'connect:Subtype': { ValueString: 'connect:Guide' } }, 'segmentAttributes'],
      ['segmentAttribute', { 'connect:Subtype': { ValueString: 'connect:Guide' } }, 'segmentAttributes'],
      ['customerID', 'customer', 'customerId'],
      ['relatedContactID', 'contact', 'relatedContactId'],
      ['ttl', 500, 'expiresIn'],
      ['expiresInSeconds', 500, 'expiresIn'],
    ] as const
  ).map(([name, value, meant]): Row => [`an option that is misspelt: ${name}`, { [name]: value }, 'ERR_OPTION_UNKNOWN', [name], `${name} is not an option. Did you mean ${meant}?`]),
  ['an option that has a symbol as its name', { [Symbol('x')]: 1 }, 'ERR_OPTION_UNKNOWN', ['Symbol(x)'], `"Symbol(x)" is not an option. ${OPTIONS}`],

  ['a widget id that is missing', { widgetId: undefined }, 'ERR_WIDGET_ID_INVALID', ['widgetId'], `widgetId is missing. ${UNSET} ${WIDGET_ID_HINT}`],
  ['an empty widget id', { widgetId: '' }, 'ERR_WIDGET_ID_INVALID', ['widgetId'], `widgetId is missing. ${UNSET} ${WIDGET_ID_HINT}`],
  ['a widget id that is a number', { widgetId: 42 }, 'ERR_WIDGET_ID_INVALID', ['widgetId'], `widgetId must be a string, not number. ${WIDGET_ID_HINT}`],
  ['a widget id that is too long for any token', { widgetId: 'x'.repeat(2244) }, 'ERR_WIDGET_ID_INVALID', ['widgetId'], 'widgetId must have at most 2243 characters. Shorten it.'],
  ...(
    [
      [['" "', "'x", 'x"', '`x`', '\u201cx\u201d'], 'must not have quotes around it. Remove them.'],
      [[' x', 'x\n', '\ufeffx', 'x\u00a0'], 'must not have white space around it. Use widgetId.trim().'],
      [[' "x"', "'x'\r\n", ' x"'], 'must not have white space or quotes around it. Use widgetId.trim(), and remove the quotes.'],
    ] as const
  ).flatMap(([widgetIds, problem]) =>
    widgetIds.map((widgetId): Row => [`a widget id with something around it: ${JSON.stringify(widgetId)}`, { widgetId }, 'ERR_WIDGET_ID_INVALID', ['widgetId'], `widgetId ${problem}`]),
  ),
  ['the snippet id instead of the widget id', { widgetId: `${'QVFJREFI'.repeat(60)}==` }, 'ERR_WIDGET_ID_INVALID', ['widgetId'], `widgetId looks like the snippet id. ${WIDGET_ID_HINT}`],
  ['a widget id with half of a surrogate pair', { widgetId: 'x\ud800x' }, 'ERR_WIDGET_ID_INVALID', ['widgetId'], `widgetId ${HALF}`],
  ['a security key instead of the widget id', { widgetId: SECRET }, 'ERR_WIDGET_ID_INVALID', ['widgetId'], `widgetId looks like a security key, which anyone could read in the token. ${WIDGET_ID_HINT} If a token that contains the key was ever sent, rotate the key.`],

  ['a secret that is missing', { secret: undefined }, 'ERR_SECRET_INVALID', ['secret'], `secret is missing. ${UNSET}`],
  ['an empty secret', { secret: '' }, 'ERR_SECRET_INVALID', ['secret'], `secret is missing. ${UNSET}`],
  ['a secret that is null', { secret: null }, 'ERR_SECRET_INVALID', ['secret'], `${SECRET_TYPES}, not null. ${SECRET_FIX}`],
  ['a secret that is an object', { secret: { text: SECRET } }, 'ERR_SECRET_INVALID', ['secret'], `${SECRET_TYPES}, not object. ${SECRET_FIX}`],
  ['a secret in a Uint16Array', { secret: new Uint16Array(32) }, 'ERR_SECRET_INVALID', ['secret'], `${SECRET_TYPES}, not a class instance. ${SECRET_FIX}`],
  ['a secret of less than 32 bytes', { secret: 'x'.repeat(31) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_LENGTH],
  ['a secret of less than 32 bytes in a Uint8Array', { secret: new Uint8Array(31).fill(65) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_LENGTH],
  ['a secret of less than 32 bytes in a CryptoKey', { secret: await hmacKey('SHA-256', ['sign'], 'x'.repeat(31)) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_LENGTH],
  ['a secret of more than 1024 characters', { secret: 'x'.repeat(1025) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_TOO_LONG],
  ['a secret of more than 1024 bytes in a Uint8Array', { secret: new Uint8Array(1025).fill(65) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_TOO_LONG],
  ['a secret with a newline at its end, as in a file', { secret: `${SECRET}\n` }, 'ERR_SECRET_INVALID', ['secret'], SECRET_SPACE],
  ['a secret with a newline at its end in a Uint8Array', { secret: Buffer.from(`${SECRET}\r\n`) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_SPACE],
  ['a secret with a byte order mark, as in a file', { secret: Buffer.from(`\ufeff${SECRET}`) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_SPACE],
  ['a secret with quotes around it', { secret: `"${SECRET}"` }, 'ERR_SECRET_INVALID', ['secret'], 'secret must not have quotes around it. Remove them.'],
  ['a secret with quotes and white space around it', { secret: `"${SECRET}"\n` }, 'ERR_SECRET_INVALID', ['secret'], 'secret must not have white space or quotes around it. Use secret.trim(), and remove the quotes.'],
  ['a secret that was decoded from Base64 into bytes', { secret: Buffer.from(SECRET, 'base64') }, 'ERR_SECRET_INVALID', ['secret'], SECRET_DECODED],
  ['a secret that was decoded from Base64 with atob', { secret: atob(SECRET) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_DECODED],
  ['a secret that was decoded from Base64 as UTF-8', { secret: Buffer.from(SECRET, 'base64').toString() }, 'ERR_SECRET_INVALID', ['secret'], SECRET_DECODED],
  ['a secret with half of a surrogate pair', { secret: `${SECRET}\udc00x` }, 'ERR_SECRET_INVALID', ['secret'], SECRET_DECODED],
  ['a secret that was decoded from Base64 as ASCII', { secret: Buffer.from(SECRET, 'base64').toString('ascii') }, 'ERR_SECRET_INVALID', ['secret'], SECRET_DECODED],
  ['a widget id that is a promise', { widgetId: Promise.resolve('x') }, 'ERR_WIDGET_ID_INVALID', ['widgetId'], 'widgetId must be a string, not Promise. Use await.'],
  ['a secret that is an object with data, but not of a Buffer', { secret: { data: { key: SECRET } } }, 'ERR_SECRET_INVALID', ['secret'], 'secret must be a string, a Uint8Array or a CryptoKey, not object. Pass the security key as Connect shows it.'],
  ['a customer id that is a bigint', { customerId: 1n }, 'ERR_CUSTOMER_ID_INVALID', ['customerId'], 'customerId must be a string, not bigint. Use String(customerId).'],
  ['a customer id that is NaN', { customerId: NaN }, 'ERR_CUSTOMER_ID_INVALID', ['customerId'], 'customerId must be a string, not number. Leave it out if there is none.'],
  ['a customer id that is a promise', { customerId: Promise.resolve('x') }, 'ERR_CUSTOMER_ID_INVALID', ['customerId'], 'customerId must be a string, not Promise. Use await.'],
  ['a decoded secret that has a newline by chance', { secret: `${'x'.repeat(32)}\n\u0001${'x'.repeat(32)}` }, 'ERR_SECRET_INVALID', ['secret'], SECRET_DECODED],
  ['a secret with a newline within it', { secret: `${'x'.repeat(32)}\n${'x'.repeat(32)}` }, 'ERR_SECRET_INVALID', ['secret'], 'secret must be one line. Pass only the security key.'],
  ['a secret that is JSON, as from a secret store', { secret: JSON.stringify({ key: SECRET }) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_JSON],
  ['a widget id instead of the secret', { secret: '8d1e5c3a-94b7-4f20-b6d8-3a7c0e9f5b21' }, 'ERR_SECRET_INVALID', ['secret'], 'secret looks like a widget id. Pass the security key, which has 44 characters.'],

  ...(
    [
      ['the name of a parameter in AWS Parameter Store', '/Shop/AmazonConnect/ConnectSecret', REFERENCE],
      ['the name of a secret in AWS Secrets Manager', 'prod/amazon-connect/widget-security-key', REFERENCE],
      ['the name of a secret in Google Secret Manager', 'projects/p/secrets/s/versions/latest', REFERENCE],
      ['a reference of 1Password', 'op://vault/item/field-of-32-characters', REFERENCE],
      ['a reference of Vault', 'vault:secret/data/connect#security_key', REFERENCE],
      ['a reference of Azure Key Vault', '@Microsoft.KeyVault(SecretUri=https://x.vault.azure.net/secrets/a)', REFERENCE],

      ['a line of an .env file', `CONNECT_SECRET=${SECRET}`, NAME_BEFORE],
      ['a line of a shell script', `export CONNECT_SECRET=${SECRET}`, NAME_BEFORE],
      ['a whole .env file', `# Amazon Connect\nCONNECT_WIDGET_ID=${WIDGET_ID}\nCONNECT_SECRET=${SECRET}\n`, NAME_BEFORE],

      ['Base64 of the key', btoa(SECRET), ENCODED],
      ['Base64 of the key and its newline', btoa(`${SECRET}\n`), ENCODED],
      ['the key with %2B instead of +', SECRET.replace('Z', '%2B'), PERCENT],
      ['the key with %2f instead of /', SECRET.replace('Z', '%2f'), PERCENT],
      ['the key with %3D instead of =', SECRET.replace('=', '%3D'), PERCENT],
      ['the key with a space instead of +', SECRET.replace('Z', ' '), 'has a space where the key has "+". Copy it from the Connect console again.'],

      ['the key and a semicolon', `${SECRET};`, MORE_TEXT],
      ['the key and a comment', `${SECRET} # the key of the shop`, MORE_TEXT],
      ['the key and a newline as two characters', `${SECRET}\\n`, 'ends with a backslash and a letter. Remove them.'],

      ['two keys joined together', SECRET + SECRET, SEVERAL],
      ['two keys on two lines', `${SECRET}\n${SECRET}`, SEVERAL],
      ['two keys with a comma between them', `${SECRET},${SECRET}`, SEVERAL],
    ] as const
  ).map(([what, secret, problem]): Row => [`${what} instead of the secret`, { secret }, 'ERR_SECRET_INVALID', ['secret'], `secret ${problem}`]),

  ['an ARN instead of the secret', { secret: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:connect-AbCdEf' }, 'ERR_SECRET_INVALID', ['secret'], `secret ${REFERENCE}`],
  ['an ARN instead of the widget id', { widgetId: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:connect-AbCdEf' }, 'ERR_WIDGET_ID_INVALID', ['widgetId'], `widgetId ${PLACEHOLDER}`],
  ...(
    [
      ['a dynamic reference of CloudFormation', '{{resolve:secretsmanager:connect-widget:SecretString:key}}', PLACEHOLDER],
      ['a variable of the Serverless Framework', '${ssm:/connect/widget/security-key}', PLACEHOLDER],
      ['a variable within a string', 'the-value-of-${CONNECT_VARIABLE}-in-production', PLACEHOLDER],
      ['a variable of a shell', '$AMAZON_CONNECT_WIDGET_VARIABLE_OF_THE_SHOP', PLACEHOLDER],
      ['a command of a shell', '$(aws ssm get-parameter --name /connect/widget)', PLACEHOLDER],
      ['a placeholder of a manual', '<your-value-from-the-connect-console>', PLACEHOLDER],
      ['a URL', 'https://example.com/amazon-connect/widget/value', PLACEHOLDER],
      ...['undefined', 'null', 'NaN'].map((text) => [`the text ${text}`, text, UNSET_TEXT] as const),
      ['the text [object Object]', '[object Object]', OBJECT_TEXT] as const,
      ['the text [object Promise]', '[object Promise]', PROMISE_TEXT] as const,
    ] as const
  ).flatMap(([what, text, problem]) => ofBoth(what, text, text, problem)),
  ...[
    '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\u2061', '\u2062', '\u2063', '\u2064', '\u00ad', '\u061c', '\u180e', '\ufeff',
    '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\u00a0', '\u2007', '\u202f',
  ].flatMap((character) =>
    ofBoth(
      `a value with the invisible character ${codeOf(character)} in it`,
      SECRET.slice(0, 20) + character + SECRET.slice(20),
      WIDGET_ID.slice(0, 20) + character + WIDGET_ID.slice(20),
      'has an invisible character in it. Copy it from the Connect console again.',
    ),
  ),

  ...(
    [
      ['a promise of the key', 'Promise', Promise.resolve(SECRET), 'Use await.'],
      ['the answer of AWS Secrets Manager, with a string', 'object', { ARN: 'arn', Name: 'connect', SecretString: SECRET }, 'Pass its SecretString.'],
      ['the answer of AWS Secrets Manager, with bytes', 'object', { SecretBinary: Buffer.from(SECRET) }, 'Pass its SecretBinary.'],
      ['the answer of AWS Parameter Store', 'object', { Parameter: { Value: SECRET } }, 'Pass its Parameter.Value.'],
      ['the parameter within that answer', 'object', { Value: SECRET }, 'Pass its Value.'],
      ['the answer of Azure Key Vault', 'object', { value: SECRET, name: 'connect' }, 'Pass its value.'],
      ['a Buffer that became JSON', 'object', Buffer.from(SECRET).toJSON(), 'Use Buffer.from(secret).'],
      ['a function that returns the key', 'function', () => SECRET, 'Call it.'],
      ['a String object', 'String', new String(SECRET), 'Use String(secret).'],
    ] as const
  ).map(([what, type, secret, fix]): Row => [`${what} instead of the secret`, { secret }, 'ERR_SECRET_INVALID', ['secret'], `${SECRET_TYPES}, not ${type}. ${fix}`]),

  ['a CryptoKey for another hash', { secret: await hmacKey('SHA-512', ['sign']) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_ALGORITHM],
  ['a CryptoKey that may not sign', { secret: await hmacKey('SHA-256', ['verify']) }, 'ERR_SECRET_INVALID', ['secret'], 'secret must be a CryptoKey that may sign. Import it with the usage "sign".'],

  ...[0, -1, 1.5, 601, NaN, Infinity].map((expiresIn): Row => [`an expiresIn of ${inspect(expiresIn)}`, { expiresIn }, 'ERR_EXPIRES_IN_INVALID', ['expiresIn'], 'expiresIn must be a whole number of seconds from 1 to 600 (10 minutes). Leave it out for the default, 500.']),
  ...['500', '10m', null, {}, 500n].map((expiresIn): Row => [`an expiresIn of ${inspect(expiresIn)}`, { expiresIn }, 'ERR_EXPIRES_IN_INVALID', ['expiresIn'], `expiresIn must be a whole number of seconds from 1 to 600 (10 minutes), not ${typeOf(expiresIn)}. Pass seconds as a number: 500.`]),
  ...[new Date(NaN), new Date(Date.UTC(5000, 0, 1)), new Date(-Date.UTC(5000, 0, 1)), 1767225600000, '2026-01-01', null, {}].map((issuedAt): Row => [`an issuedAt of ${inspect(issuedAt)}`, { issuedAt }, 'ERR_ISSUED_AT_INVALID', ['issuedAt'], `issuedAt must be a valid Date${issuedAt instanceof Date ? ' before the year 5000' : `, not ${typeOf(issuedAt)}`}. Leave it out to use the current time.`]),

  ...(
    [
      ['null', null, 'Pass an object such as { name: "Jane" }.'],
      ['string', '{}', 'If it is JSON, pass JSON.parse(attributes).'],
      ['number', 1, 'Pass an object such as { name: "Jane" }.'],
      ['boolean', true, 'Pass an object such as { name: "Jane" }.'],
      ['bigint', 1n, 'Pass an object such as { name: "Jane" }.'],
      ['Array', [], 'Pass an object such as { name: "Jane" }.'],
      ['Map', new Map(), 'Pass Object.fromEntries(map).'],
      ['Date', new Date(), 'Pass an object such as { name: "Jane" }.'],
      ['Promise', Promise.resolve({}), 'Use await.'],
      ['a class instance', new Session(), STRINGIFY],
      ['function', () => ({}), 'Pass an object such as { name: "Jane" }.'],
    ] as const
  ).map(([type, attributes, fix]): Row => [`attributes that are not a plain object: ${type}`, { attributes }, 'ERR_ATTRIBUTES_NOT_OBJECT', ['attributes'], `attributes must be a plain object, not ${type}. ${fix}`]),

  ['an attribute with an empty key', { attributes: { '': 'x' } }, 'ERR_ATTRIBUTE_KEY_INVALID', ['attributes', ''], `attributes[""] ${KEY_RULE}`],
  ...['a b', 'a.b', 'ä', 'a\n', '$', '\u202ex', '\u001b[31m'].map((key): Row => [
    `an attribute with another character in its key: ${JSON.stringify(key)}`,
    { attributes: { [key]: 'x' } },
    'ERR_ATTRIBUTE_KEY_INVALID',
    ['attributes', key],
    `attributes[${JSON.stringify(key).replace('\u202e', '\ufffd')}] ${KEY_RULE}`,
  ]),
  ['an attribute that has a symbol as its key', { attributes: { [Symbol('s')]: 'x' } }, 'ERR_ATTRIBUTE_KEY_INVALID', ['attributes', 'Symbol(s)'], `attributes["Symbol(s)"] ${KEY_RULE}`],

  ...(
    [
      ['number', 45, stringify('a')],
      ['boolean', true, stringify('a')],
      ['bigint', 1n, stringify('a')],
      ['Date', new Date(), stringify('a')],
      ['null', null, stringify('a')],
      ['Promise', Promise.resolve('x'), 'Use await.'],
      ['object', {}, 'Pass a string.'],
      ['Array', ['x'], 'Pass a string.'],
      ['String', new String('x'), 'Pass a string.'],
      ['Number', new Number(1), 'Pass a string.'],
      ['Boolean', new Boolean(true), 'Pass a string.'],
      ['symbol', Symbol('x'), 'Pass a string.'],
      ['function', () => 'x', 'Pass a string.'],
      ['a class instance', new URL('https://example.com'), 'Pass a string.'],
    ] as const
  ).map(([type, value, fix]): Row => [`an attribute value that is not a string: ${type}`, attribute(value), 'ERR_ATTRIBUTE_VALUE_NOT_STRING', ['attributes', 'a'], `attributes["a"] must be a string, not ${type}, ${NO_CHAT} ${fix}`]),
  ['an attribute value that is undefined', attribute(undefined), 'ERR_ATTRIBUTE_VALUE_NOT_STRING', ['attributes', 'a'], `attributes["a"] must be a string, not undefined. ${stringify('a')}`],
  ...(
    [
      ['with 64 characters', 'a-'.repeat(32), stringify('a-'.repeat(32))],
      ['with 65 characters', 'a'.repeat(65), STRINGIFY],
    ] as const
  ).map(([what, name, fix]): Row => [`a number in an attribute with a name ${what}`, { attributes: { [name]: 45 } }, 'ERR_ATTRIBUTE_VALUE_NOT_STRING', ['attributes', name.length > 64 ? `${name.slice(0, 63)}…` : name], `attributes["${name.length > 64 ? `${name.slice(0, 63)}…` : name}"] must be a string, not number, ${NO_CHAT} ${fix}`]),
  ['an attribute value with half of a surrogate pair', attribute('👋'.slice(0, 1)), 'ERR_ATTRIBUTE_VALUE_INVALID', ['attributes', 'a'], `attributes["a"] ${HALF}`],
  ['attributes of more than 32768 bytes', { attributes: { a: 'x'.repeat(32767), b: '' } }, 'ERR_ATTRIBUTES_TOO_LARGE', ['attributes'], 'attributes must have at most 32768 UTF-8 bytes in total. Pass fewer or shorter ones.'],

  ...(
    [
      ['customerId', 'ERR_CUSTOMER_ID_INVALID', 128],
      ['relatedContactId', 'ERR_RELATED_CONTACT_ID_INVALID', 256],
    ] as const
  ).flatMap(([option, code, max]): Row[] => [
    [`a ${option} that is a number`, { [option]: 42 }, code, [option], `${option} must be a string, not number. Use String(${option}).`],
    [`a ${option} that is null`, { [option]: null }, code, [option], `${option} must be a string, not null. Leave it out if there is none.`],
    [`a ${option} that is empty`, { [option]: '' }, code, [option], `${option} must have 1 to ${max} characters. Leave it out if there is none.`],
    [`a ${option} of more than ${max} characters`, { [option]: 'x'.repeat(max + 1) }, code, [option], `${option} must have at most ${max} characters. Shorten it.`],
    [`a ${option} with half of a surrogate pair`, { [option]: '\udfff' }, code, [option], `${option} ${HALF}`],
  ]),

  ['segment attributes in an array', { segmentAttributes: [] }, 'ERR_SEGMENT_ATTRIBUTES_INVALID', ['segmentAttributes'], `segmentAttributes must be a plain object, not Array. ${SEGMENT_MAP}`],
  ...['connect:Guide', {}, { ValueString: 'x', ValueInteger: 1 }, { valueString: 'x' }, { ValueString: undefined }, { valueString: 'x', ValueString: undefined }, null, [], { [Symbol('ValueString')]: 'x' }].map((value): Row => [
    `a segment attribute value without exactly one of the five keys: ${inspect(value)}`,
    segment(value),
    'ERR_SEGMENT_ATTRIBUTES_INVALID',
    ['segmentAttributes', 'a'],
    `segmentAttributes["a"] ${ONE_KEY}`,
  ]),
  ...['', '\n', 'a\0', '\u001f', '\u007f', '\u009f', '\ud800'].map((key): Row => [
    `a segment attribute with a key that is empty or has a wrong character: ${JSON.stringify(key)}`,
    { segmentAttributes: { [key]: { ValueString: '' } } },
    'ERR_SEGMENT_ATTRIBUTES_INVALID',
    ['segmentAttributes', key],
    `segmentAttributes[${JSON.stringify(key).replace(/[\u007f\u009f]/, '\ufffd')}] ${SEGMENT_KEY}`,
  ]),
  ['a segment attribute with a key of more than 128 characters', segment({ ValueMap: { ['k'.repeat(129)]: { ValueString: '' } } }), 'ERR_SEGMENT_ATTRIBUTES_INVALID', ['segmentAttributes', 'a', 'ValueMap', `${'k'.repeat(63)}…`], `segmentAttributes["a"]["ValueMap"]["${'k'.repeat(63)}…"] ${SEGMENT_KEY}`],
  ['a segment attribute that has a symbol as its key', { segmentAttributes: { [Symbol('s')]: { ValueString: '' } } }, 'ERR_SEGMENT_ATTRIBUTES_INVALID', ['segmentAttributes', 'Symbol(s)'], `segmentAttributes["Symbol(s)"] ${SEGMENT_KEY}`],
  ['a ValueString that is a number', segment({ ValueString: 1 }), 'ERR_SEGMENT_ATTRIBUTES_INVALID', ['segmentAttributes', 'a', 'ValueString'], `segmentAttributes["a"]["ValueString"] must be a string, not number. ${SEGMENT_STRING_FIX}`],
  ['a ValueString of more than 1024 characters', segment({ ValueString: 'x'.repeat(1025) }), 'ERR_SEGMENT_ATTRIBUTES_INVALID', ['segmentAttributes', 'a', 'ValueString'], 'segmentAttributes["a"]["ValueString"] must have at most 1024 characters. Shorten it.'],
  ['a ValueString with half of a surrogate pair', segment({ ValueString: '\udfff' }), 'ERR_SEGMENT_ATTRIBUTES_INVALID', ['segmentAttributes', 'a', 'ValueString'], `segmentAttributes["a"]["ValueString"] ${HALF}`],
  ['a ValueArn of more than 1024 characters', segment({ ValueArn: `arn:${'x'.repeat(1021)}` }), 'ERR_SEGMENT_ATTRIBUTES_INVALID', ['segmentAttributes', 'a', 'ValueArn'], 'segmentAttributes["a"]["ValueArn"] must have at most 1024 characters. Shorten it.'],
  ['a ValueArn that is a number', segment({ ValueArn: 1 }), 'ERR_SEGMENT_ATTRIBUTES_INVALID', ['segmentAttributes', 'a', 'ValueArn'], `segmentAttributes["a"]["ValueArn"] must be a string, not number. ${SEGMENT_STRING_FIX}`],
  ...['', 'x', 'ARN:aws:connect', ' arn:aws:connect', 'x'.repeat(1025)].map((arn): Row => [
    `a ValueArn that does not begin with "arn:": ${inspect(arn.slice(0, 20))}`,
    segment({ ValueArn: arn }),
    'ERR_SEGMENT_ATTRIBUTES_INVALID',
    ['segmentAttributes', 'a', 'ValueArn'],
    'segmentAttributes["a"]["ValueArn"] must begin with "arn:". Use ValueString for other strings.',
  ]),
  ...[1.5, '1', -(2 ** 31) - 1, 2 ** 31, 2 ** 53, NaN, Infinity, 1n, null].map((integer): Row => [
    `a ValueInteger of ${inspect(integer)}`,
    segment({ ValueInteger: integer }),
    'ERR_SEGMENT_ATTRIBUTES_INVALID',
    ['segmentAttributes', 'a', 'ValueInteger'],
    'segmentAttributes["a"]["ValueInteger"] must be a whole number from -2147483648 to 2147483647. Use ValueString for other values.',
  ]),
  ['a ValueList that is an object', segment({ ValueList: {} }), 'ERR_SEGMENT_ATTRIBUTES_INVALID', ['segmentAttributes', 'a', 'ValueList'], 'segmentAttributes["a"]["ValueList"] must be an array, not object. Pass one such as [{ ValueString: "text" }].'],
  ['a ValueMap that is an array', segment({ ValueMap: [] }), 'ERR_SEGMENT_ATTRIBUTES_INVALID', ['segmentAttributes', 'a', 'ValueMap'], `segmentAttributes["a"]["ValueMap"] must be a plain object, not Array. ${SEGMENT_MAP}`],
  [
    'an invalid value within other segment attribute values',
    segment({ ValueList: [{ ValueMap: { b: { ValueString: null } } }] }),
    'ERR_SEGMENT_ATTRIBUTES_INVALID',
    ['segmentAttributes', 'a', 'ValueList', 0, 'ValueMap', 'b', 'ValueString'],
    'segmentAttributes["a"]["ValueList"][0]["ValueMap"]["b"]["ValueString"] must be a string, not null. Use String(value), or ValueInteger for a whole number.',
  ],

  [
    'a token that is too large, naming its three largest attributes',
    { attributes: { a: 'x', b: 'x'.repeat(1530), c: 'x'.repeat(600), d: 'xxx' } },
    'ERR_TOKEN_TOO_LARGE',
    [],
    'The token would have 6182 bytes (3091 characters), and the widget accepts at most 6144. Shorten the claims by at least 14 UTF-8 bytes. Largest attributes: "b" (1536 bytes), "c" (606 bytes), "d" (9 bytes).',
  ],
  ['a token that is too large without attributes', { widgetId: 'x x'.repeat(740) }, 'ERR_TOKEN_TOO_LARGE', [], 'The token would have 6200 bytes (3100 characters), and the widget accepts at most 6144. Shorten the claims by at least 21 UTF-8 bytes.'],
];

describe('createWidgetToken refuses', () => {
  it.each(ROWS)('%s', async (_rule, wrong, code, path, message) => {
    expect(await issuesOf(wrong)).toEqual([{ code, path, message }]);
  });

  it.each(
    ROWS.filter(([, wrong]) => 'secret' in wrong && typeof wrong.secret === 'string' && wrong.secret !== ''),
  )('%s, also in bytes', async (_rule, wrong, code, path, message) => {
    const secret = new TextEncoder().encode((wrong as { secret: string }).secret);
    expect(await issuesOf({ secret })).toEqual([{ code, path, message }]);
  });

  it.each([
    ['widgetID', 'widgetId'],
    ['sub', 'widgetId'],
    ['secretKey', 'secret'],
    ['securityKey', 'secret'],
  ] as const)('an option that is misspelt, which is then not also missing: %s', async (name, meant) => {
    const { [meant]: value, ...others } = RIGHT;
    expect((await refusal({ ...others, [name]: value })).issues).toEqual([
      {
        code: 'ERR_OPTION_UNKNOWN',
        path: [name],
        message: `${name} is not an option. Did you mean ${meant}?`,
      },
    ]);
  });

  it('a CryptoKey for another algorithm with the same hash', async () => {
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    const rsa = { ...algorithm, modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]) };
    const { privateKey } = await crypto.subtle.generateKey(rsa, false, ['sign']);
    expect(await issuesOf({ secret: privateKey })).toEqual([
      { code: 'ERR_SECRET_INVALID', path: ['secret'], message: SECRET_ALGORITHM },
    ]);
  });

  it('a CryptoKey for another algorithm that may not sign, with two issues', async () => {
    expect(await codesAndPathsOf({ secret: aesKey })).toEqual([
      ['ERR_SECRET_INVALID', 'secret'],
      ['ERR_SECRET_INVALID', 'secret'],
    ]);
  });

  it('a secret that is JSON after white space, with two issues', async () => {
    const secret = ` ${JSON.stringify({ key: SECRET })}`;
    expect((await issuesOf({ secret })).map(({ message }) => message)).toEqual([SECRET_SPACE, SECRET_JSON]);
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['string', 'options'],
    ['Array', [RIGHT]],
    ['a class instance', new Config()],
  ])('options that are not a plain object: %s', async (type, options) => {
    const { issues } = await refusal(options);
    expect(issues).toEqual([
      {
        code: 'ERR_OPTIONS_NOT_OBJECT',
        path: [],
        message: `The options must be a plain object, not ${type}. Pass { widgetId, secret, attributes }.`,
      },
    ]);
  });
});

describe('every problem is reported at once', () => {
  const wrong = {
    widgetID: WIDGET_ID,
    widgetId: '"x"',
    secret: ' short',
    expiresIn: 3600,
    issuedAt: 0,
    customerId: '',
    relatedContactId: '',
    segmentAttributes: { x: 1, y: { ValueInteger: '1' } },
    attributes: { age: 45, 'first name': 'Jane', premium: true },
  };

  const issuesOfClaims = [
    ['ERR_OPTION_UNKNOWN', 'widgetID'],
    ['ERR_WIDGET_ID_INVALID', 'widgetId'],
    ['ERR_EXPIRES_IN_INVALID', 'expiresIn'],
    ['ERR_ISSUED_AT_INVALID', 'issuedAt'],
    ['ERR_CUSTOMER_ID_INVALID', 'customerId'],
    ['ERR_RELATED_CONTACT_ID_INVALID', 'relatedContactId'],
    ['ERR_SEGMENT_ATTRIBUTES_INVALID', 'segmentAttributes', 'x'],
    ['ERR_SEGMENT_ATTRIBUTES_INVALID', 'segmentAttributes', 'y', 'ValueInteger'],
    ['ERR_ATTRIBUTE_VALUE_NOT_STRING', 'attributes', 'age'],
    ['ERR_ATTRIBUTE_KEY_INVALID', 'attributes', 'first name'],
    ['ERR_ATTRIBUTE_VALUE_NOT_STRING', 'attributes', 'premium'],
  ];
  const issuesOfSecret = [
    ['ERR_SECRET_INVALID', 'secret'],
    ['ERR_SECRET_INVALID', 'secret'],
  ];

  it('by createWidgetToken', async () => {
    expect(await codesAndPathsOf(wrong)).toEqual([...issuesOfClaims, ...issuesOfSecret]);
  });

  it('by estimateTokenSize, which does not check the secret', () => {
    expect(() => estimateUnchecked(wrong)).toThrow(
      expect.objectContaining({
        issues: issuesOfClaims.map(([code, ...path]) => expect.objectContaining({ code, path }) as unknown),
      }),
    );
  });

  it('by validateAttributes, with paths that begin within the attributes', () => {
    const { issues = [] } = validateAttributes(wrong.attributes);
    expect(issues.map(({ code, path }) => [code, ...path])).toEqual([
      ['ERR_ATTRIBUTE_VALUE_NOT_STRING', 'age'],
      ['ERR_ATTRIBUTE_KEY_INVALID', 'first name'],
      ['ERR_ATTRIBUTE_VALUE_NOT_STRING', 'premium'],
    ]);
    expect(issues[0]?.message).toBe(
      `attributes["age"] must be a string, not number, ${NO_CHAT} ${stringify('age')}`,
    );
  });

  it('if the key and the value of one attribute are invalid, without that key in code', async () => {
    expect(await codesAndPathsOf({ attributes: { "a']b": 1 } })).toEqual([
      ['ERR_ATTRIBUTE_KEY_INVALID', 'attributes', "a']b"],
      ['ERR_ATTRIBUTE_VALUE_NOT_STRING', 'attributes', "a']b"],
    ]);
    const [, issue] = await issuesOf({ attributes: { "a']b": 1 } });
    expect(issue?.message).toBe(`attributes["a']b"] must be a string, not number, ${NO_CHAT} ${STRINGIFY}`);
  });

  it('if the token is too large and the secret is invalid', async () => {
    expect(await codesAndPathsOf({ attributes: { a: 'x'.repeat(3000) }, secret: 'short' })).toEqual([
      ['ERR_TOKEN_TOO_LARGE'],
      ['ERR_SECRET_INVALID', 'secret'],
    ]);
  });
});
