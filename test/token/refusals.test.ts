// Every row of the table of errors, in the smallest input that causes it.

import { inspect } from 'node:util';
import { validateAttributes, WidgetTokenError, type WidgetTokenErrorCode } from 'amazon-connect-widget-token';
import { describe, expect, it } from 'vitest';
import {
  estimateUnchecked,
  findingsOf,
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

/** What is laid over right options, the only finding it causes, and the message in full. */
type Row = [
  rule: string,
  wrong: object,
  code: WidgetTokenErrorCode,
  path: (string | number)[],
  message: string,
];

const STRING_RULE = 'Connect starts no chat otherwise.';
const WIDGET_ID_MEND = 'The widget id is the last argument of the loader in the snippet.';
const KEY_RULE = 'must have a key of 1 to 32767 letters (a-z, A-Z), digits, "-" and "_". Rename it.';
const SECRET_TYPES = 'secret must be the security key, as a string, a Uint8Array or a CryptoKey';
const SECRET_LENGTH =
  'secret must have at least 32 bytes for HS256 (RFC 7518, section 3.2). Pass the whole security key.';
const SECRET_ENDS =
  'secret must not begin or end with white space or a quote, as from a file or an .env line.';
const SECRET_TOO_LONG =
  "secret must have at most 1024 characters. Pass the security key alone: Connect's have 44.";
const SECRET_TEXT =
  'secret must be text, and looks decoded from Base64. Pass the security key as Connect shows it.';
const EXPIRES_IN =
  'expiresIn must be a whole number of seconds from 1 to 600: Connect allows a token 10 minutes.';
const HALF = 'must not hold half a surrogate pair, which UTF-8 cannot express: send text.toWellFormed().';
const ONE_KEY = 'must be an object with one key: ValueString, ValueInteger, ValueArn, ValueMap or ValueList.';

const typeOf = (value: unknown): string => (value === null ? 'null' : typeof value);

const attribute = (value: unknown): object => ({ attributes: { a: value } });
const segment = (value: unknown): object => ({ segmentAttributes: { a: value } });

// One row a rule.
// prettier-ignore
const ROWS: Row[] = [
  ['an option that does not exist', { attribute: {} }, 'ERR_OPTION_UNKNOWN', ['attribute'], 'attribute is not an option; these are: widgetId, secret, attributes, customerId, relatedContactId, segmentAttributes, expiresIn, issuedAt.'],
  ['an option with a symbol for a name', { [Symbol('x')]: 1 }, 'ERR_OPTION_UNKNOWN', ['Symbol(x)'], '"Symbol(x)" is not an option; these are: widgetId, secret, attributes, customerId, relatedContactId, segmentAttributes, expiresIn, issuedAt.'],

  ['a widget id that is missing', { widgetId: undefined }, 'ERR_WIDGET_ID_INVALID', ['widgetId'], `widgetId is missing. Is the environment variable set? ${WIDGET_ID_MEND}`],
  ['an empty widget id', { widgetId: '' }, 'ERR_WIDGET_ID_INVALID', ['widgetId'], `widgetId is missing. Is the environment variable set? ${WIDGET_ID_MEND}`],
  ['a widget id that is a number', { widgetId: 42 }, 'ERR_WIDGET_ID_INVALID', ['widgetId'], `widgetId must be a string, not number. ${WIDGET_ID_MEND}`],
  ['a widget id that no token can hold', { widgetId: 'x'.repeat(2244) }, 'ERR_WIDGET_ID_INVALID', ['widgetId'], `widgetId must have 1 to 2243 characters. ${WIDGET_ID_MEND}`],
  ...['" "', "'x", 'x"', '`x`', '\u201cx\u201d', ' x', 'x\n', '\ufeffx', 'x\u00a0'].map((widgetId): Row => [
    `a widget id with something at an end: ${JSON.stringify(widgetId)}`,
    { widgetId },
    'ERR_WIDGET_ID_INVALID',
    ['widgetId'],
    `widgetId has white space or quotes around it. ${WIDGET_ID_MEND}`,
  ]),
  ['the snippet id in place of the widget id', { widgetId: `${'QVFJREFI'.repeat(60)}==` }, 'ERR_WIDGET_ID_INVALID', ['widgetId'], `widgetId looks like the snippet id, not a widget id. ${WIDGET_ID_MEND}`],
  ['a widget id with half a surrogate pair', { widgetId: 'x\ud800x' }, 'ERR_WIDGET_ID_INVALID', ['widgetId'], `widgetId ${HALF} ${WIDGET_ID_MEND}`],

  ['a secret that is missing', { secret: undefined }, 'ERR_SECRET_INVALID', ['secret'], 'secret is missing. Is the environment variable set?'],
  ['an empty secret', { secret: '' }, 'ERR_SECRET_INVALID', ['secret'], 'secret is missing. Is the environment variable set?'],
  ['a secret that is null', { secret: null }, 'ERR_SECRET_INVALID', ['secret'], `${SECRET_TYPES}, not null.`],
  ['a secret of another type', { secret: { text: SECRET } }, 'ERR_SECRET_INVALID', ['secret'], `${SECRET_TYPES}, not object.`],
  ['a secret of 16-bit units', { secret: new Uint16Array(32) }, 'ERR_SECRET_INVALID', ['secret'], `${SECRET_TYPES}, not a class instance.`],
  ['a secret of under 32 bytes', { secret: 'x'.repeat(31) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_LENGTH],
  ['a secret of under 32 bytes, in bytes', { secret: new Uint8Array(31).fill(65) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_LENGTH],
  ['a CryptoKey of under 32 bytes', { secret: await hmacKey('SHA-256', ['sign'], 'x'.repeat(31)) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_LENGTH],
  ['a secret of more than 1024 characters', { secret: 'x'.repeat(1025) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_TOO_LONG],
  ['a secret of more than 1024 bytes', { secret: new Uint8Array(1025).fill(65) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_TOO_LONG],
  ['a secret with the newline of its file', { secret: `${SECRET}\n` }, 'ERR_SECRET_INVALID', ['secret'], SECRET_ENDS],
  ['a secret with the newline of its file, in bytes', { secret: Buffer.from(`${SECRET}\r\n`) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_ENDS],
  ['a secret with the byte order mark of its file', { secret: Buffer.from(`\ufeff${SECRET}`) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_ENDS],
  ['a secret with quotes', { secret: `"${SECRET}"` }, 'ERR_SECRET_INVALID', ['secret'], SECRET_ENDS],
  ['a secret decoded from Base64, in bytes', { secret: Buffer.from(SECRET, 'base64') }, 'ERR_SECRET_INVALID', ['secret'], SECRET_TEXT],
  ['a secret decoded from Base64, by atob', { secret: atob(SECRET) }, 'ERR_SECRET_INVALID', ['secret'], SECRET_TEXT],
  ['a secret decoded from Base64, as UTF-8', { secret: Buffer.from(SECRET, 'base64').toString() }, 'ERR_SECRET_INVALID', ['secret'], SECRET_TEXT],
  ['a secret with half a surrogate pair', { secret: `${SECRET}\udc00x` }, 'ERR_SECRET_INVALID', ['secret'], SECRET_TEXT],
  ['a secret decoded from Base64, as ASCII', { secret: Buffer.from(SECRET, 'base64').toString('ascii') }, 'ERR_SECRET_INVALID', ['secret'], SECRET_TEXT],
  ['a secret with a newline within', { secret: `${SECRET}\n${SECRET}` }, 'ERR_SECRET_INVALID', ['secret'], SECRET_TEXT],
  ['a secret that is the JSON of a secret store', { secret: JSON.stringify({ key: SECRET }) }, 'ERR_SECRET_INVALID', ['secret'], 'secret must be the security key alone, and looks like JSON, as from a secret store.'],
  ['a CryptoKey of another hash', { secret: await hmacKey('SHA-512', ['sign']) }, 'ERR_SECRET_INVALID', ['secret'], 'secret must be a CryptoKey for HMAC with SHA-256: import it as { name: "HMAC", hash: "SHA-256" }.'],
  ['a CryptoKey that may not sign', { secret: await hmacKey('SHA-256', ['verify']) }, 'ERR_SECRET_INVALID', ['secret'], 'secret must be a CryptoKey that may sign: import it with the usage "sign".'],

  ...[0, -1, 1.5, 601, NaN, Infinity, '500', null, {}, 500n].map((expiresIn): Row => [`a life of ${typeof expiresIn} ${inspect(expiresIn)}`, { expiresIn }, 'ERR_EXPIRES_IN_INVALID', ['expiresIn'], EXPIRES_IN.replace(':', typeof expiresIn === 'number' ? ':' : `, not ${typeOf(expiresIn)}:`)]),
  ...[new Date(NaN), new Date(Date.UTC(5000, 0, 1)), new Date(-Date.UTC(5000, 0, 1)), 1767225600000, '2026-01-01', null, {}].map((issuedAt): Row => [`an issue date of ${typeof issuedAt} ${inspect(issuedAt)}`, { issuedAt }, 'ERR_ISSUED_AT_INVALID', ['issuedAt'], `issuedAt must be a valid Date${issuedAt instanceof Date ? ' before the year 5000' : `, not ${typeOf(issuedAt)}`}. Leave it out to use the current time.`]),

  ...(
    [
      ['null', null, 'Pass one like { name: "Jane" }.'],
      ['string', '{}', 'If it is JSON, pass JSON.parse(text).'],
      ['number', 1, 'Pass one like { name: "Jane" }.'],
      ['Array', [], 'Pass one like { name: "Jane" }.'],
      ['Map', new Map(), 'Pass Object.fromEntries(map).'],
      ['Date', new Date(), 'Pass one like { name: "Jane" }.'],
      ['Promise', Promise.resolve({}), 'Await it.'],
      ['a class instance', new Session(), 'Pass a plain object of its texts.'],
      ['function', () => ({}), 'Pass one like { name: "Jane" }.'],
    ] as const
  ).map(([type, attributes, mend]): Row => [`attributes that are ${type}`, { attributes }, 'ERR_ATTRIBUTES_NOT_OBJECT', ['attributes'], `attributes must be a plain object, not ${type}. ${mend}`]),

  ['an empty key', { attributes: { '': 'x' } }, 'ERR_ATTRIBUTE_KEY_INVALID', ['attributes', ''], `attributes[""] ${KEY_RULE}`],
  ...['a b', 'a.b', 'ä', 'a\n', '$', '\u202ex', '\u001b[31m'].map((key): Row => [
    `the key ${JSON.stringify(key)}`,
    { attributes: { [key]: 'x' } },
    'ERR_ATTRIBUTE_KEY_INVALID',
    ['attributes', key],
    `attributes[${JSON.stringify(key).replace('\u202e', '\ufffd')}] ${KEY_RULE}`,
  ]),
  ['a symbol for a key', { attributes: { [Symbol('s')]: 'x' } }, 'ERR_ATTRIBUTE_KEY_INVALID', ['attributes', 'Symbol(s)'], `attributes["Symbol(s)"] ${KEY_RULE}`],

  ...(
    [
      ['number', 45],
      ['boolean', true],
      ['bigint', 1n],
    ] as const
  ).map(([type, value]): Row => [`a ${type} for a value`, attribute(value), 'ERR_ATTRIBUTE_VALUE_NOT_STRING', ['attributes', 'a'], `attributes["a"] must be a string, not ${type}: ${STRING_RULE} Send String(value), or leave it out.`]),
  ...(
    [
      ['null', null],
      ['undefined', undefined],
      ['object', {}],
      ['Array', ['x']],
      ['String', new String('x')],
      ['Number', new Number(1)],
      ['Boolean', new Boolean(true)],
      ['symbol', Symbol('x')],
      ['function', () => 'x'],
      ['a class instance', new URL('https://example.com')],
    ] as const
  ).map(([type, value]): Row => [`${type} for a value`, attribute(value), 'ERR_ATTRIBUTE_VALUE_NOT_STRING', ['attributes', 'a'], `attributes["a"] must be a string, not ${type}: ${STRING_RULE} Send a string, or leave it out.`]),

  ['a Promise for a value', attribute(Promise.resolve('x')), 'ERR_ATTRIBUTE_VALUE_NOT_STRING', ['attributes', 'a'], `attributes["a"] must be a string, not Promise: ${STRING_RULE} Await it.`],
  ['a Date for a value', attribute(new Date()), 'ERR_ATTRIBUTE_VALUE_NOT_STRING', ['attributes', 'a'], `attributes["a"] must be a string, not Date: ${STRING_RULE} Send value.toISOString(), or leave it out.`],
  ['a value with half a surrogate pair', attribute('👋'.slice(0, 1)), 'ERR_ATTRIBUTE_VALUE_INVALID', ['attributes', 'a'], `attributes["a"] ${HALF}`],
  ['attributes of over 32768 bytes', { attributes: { a: 'x'.repeat(32767), b: '' } }, 'ERR_ATTRIBUTES_TOO_LARGE', ['attributes'], 'attributes must have at most 32768 UTF-8 bytes together. Send fewer, or shorter ones.'],

  ...(
    [
      ['customerId', 'ERR_CUSTOMER_ID_INVALID', 128],
      ['relatedContactId', 'ERR_RELATED_CONTACT_ID_INVALID', 256],
    ] as const
  ).flatMap(([option, code, max]): Row[] => [
    [`${option} that is a number`, { [option]: 42 }, code, [option], `${option} must be a string, not number. Leave it out if there is none.`],
    [`${option} that is null`, { [option]: null }, code, [option], `${option} must be a string, not null. Leave it out if there is none.`],
    [`an empty ${option}`, { [option]: '' }, code, [option], `${option} must have 1 to ${max} characters. Leave it out if there is none.`],
    [`${option} that is too long`, { [option]: 'x'.repeat(max + 1) }, code, [option], `${option} must have 1 to ${max} characters. Leave it out if there is none.`],
    [`${option} with half a surrogate pair`, { [option]: '\udfff' }, code, [option], `${option} ${HALF} Leave it out if there is none.`],
  ]),

  ['segment attributes in an array', { segmentAttributes: [] }, 'ERR_SEGMENT_ATTRIBUTES_INVALID', ['segmentAttributes'], 'segmentAttributes must be a plain object, not Array.'],
  ...['connect:Guide', {}, { ValueString: 'x', ValueInteger: 1 }, { valueString: 'x' }, null, [], { [Symbol('ValueString')]: 'x' }].map((value): Row => [
    `a segment attribute value without its one key: ${JSON.stringify(value)}`,
    segment(value),
    'ERR_SEGMENT_ATTRIBUTES_INVALID',
    ['segmentAttributes', 'a'],
    `segmentAttributes["a"] ${ONE_KEY}`,
  ]),
  ['an empty segment attribute key', { segmentAttributes: { '': { ValueString: '' } } }, 'ERR_SEGMENT_ATTRIBUTES_INVALID', ['segmentAttributes', ''], 'segmentAttributes[""] is under a wrong key, which must have 1 to 128 characters.'],
  ['a ValueString that is a number', segment({ ValueString: 1 }), 'ERR_SEGMENT_ATTRIBUTES_INVALID', ['segmentAttributes', 'a', 'ValueString'], 'segmentAttributes["a"]["ValueString"] must be a string, not number.'],
  ['a ValueArn that is too long', segment({ ValueArn: 'x'.repeat(1025) }), 'ERR_SEGMENT_ATTRIBUTES_INVALID', ['segmentAttributes', 'a', 'ValueArn'], 'segmentAttributes["a"]["ValueArn"] must have 0 to 1024 characters.'],
  ...[1.5, '1', 2 ** 53, NaN].map((integer): Row => [
    `a ValueInteger of ${typeof integer} ${integer}`,
    segment({ ValueInteger: integer }),
    'ERR_SEGMENT_ATTRIBUTES_INVALID',
    ['segmentAttributes', 'a', 'ValueInteger'],
    'segmentAttributes["a"]["ValueInteger"] must be a whole number.',
  ]),
  ['a ValueList that is an object', segment({ ValueList: {} }), 'ERR_SEGMENT_ATTRIBUTES_INVALID', ['segmentAttributes', 'a', 'ValueList'], 'segmentAttributes["a"]["ValueList"] must be an array, not object.'],
  ['a ValueMap that is an array', segment({ ValueMap: [] }), 'ERR_SEGMENT_ATTRIBUTES_INVALID', ['segmentAttributes', 'a', 'ValueMap'], 'segmentAttributes["a"]["ValueMap"] must be a plain object, not Array.'],
  [
    'a wrong value deep inside',
    segment({ ValueList: [{ ValueMap: { b: { ValueString: null } } }] }),
    'ERR_SEGMENT_ATTRIBUTES_INVALID',
    ['segmentAttributes', 'a', 'ValueList', 0, 'ValueMap', 'b', 'ValueString'],
    'segmentAttributes["a"]["ValueList"][0]["ValueMap"]["b"]["ValueString"] must be a string, not null.',
  ],

  [
    'a token that is too large, with what to drop',
    { attributes: { a: 'x', b: 'x'.repeat(1530), c: 'x'.repeat(600), d: 'xxx' } },
    'ERR_TOKEN_TOO_LARGE',
    [],
    'The token would have 3091 characters, or 6182 bytes, and the widget takes 6144 bytes. Drop at least 14 UTF-8 bytes of claims. The largest attributes: "b" (1536), "c" (606), "d" (9).',
  ],
  ['a token that is too large without attributes', { widgetId: 'x x'.repeat(740) }, 'ERR_TOKEN_TOO_LARGE', [], 'The token would have 3100 characters, or 6200 bytes, and the widget takes 6144 bytes. Drop at least 21 UTF-8 bytes of claims.'],
];

describe('createWidgetToken refuses, and says so in words', () => {
  it.each(ROWS)('%s', async (_rule, wrong, code, path, message) => {
    expect(await issuesOf(wrong)).toEqual([{ code, path, message }]);
  });

  it('a CryptoKey of another algorithm with the same hash', async () => {
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    const rsa = { ...algorithm, modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]) };
    const { privateKey } = await crypto.subtle.generateKey(rsa, false, ['sign']);
    expect(await issuesOf({ secret: privateKey })).toEqual([
      {
        code: 'ERR_SECRET_INVALID',
        path: ['secret'],
        message:
          'secret must be a CryptoKey for HMAC with SHA-256: import it as { name: "HMAC", hash: "SHA-256" }.',
      },
    ]);
  });

  it('the JSON of a secret store behind white space', async () => {
    const secret = ` ${JSON.stringify({ key: SECRET })}`;
    expect((await issuesOf({ secret })).map(({ message }) => message)).toEqual([
      SECRET_ENDS,
      'secret must be the security key alone, and looks like JSON, as from a secret store.',
    ]);
  });

  it.each([
    ['of eight keys in full', {}, /^segmentAttributes(\[[^\]]*\]){7} must be an object with one key: /],
    [
      'deeper than that with a mark',
      { ValueArn: 1 },
      /^segmentAttributes(\[[^\]]*\]){7}… must be a string, /,
    ],
  ])('a place %s', async (_what, value, message) => {
    const within = (content: object): object => ({ ValueMap: { a: content } });
    const [issue] = await issuesOf({ segmentAttributes: { a: within(within(within(value))) } });
    expect(issue?.message).toMatch(message);
  });

  it('a CryptoKey of another algorithm that may not sign either', async () => {
    expect(await findingsOf({ secret: aesKey })).toEqual([
      ['ERR_SECRET_INVALID', 'secret'],
      ['ERR_SECRET_INVALID', 'secret'],
    ]);
  });

  it.each([
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a string', 'options', 'string'],
    ['an array', [RIGHT], 'Array'],
    ['a class instance', new Config(), 'a class instance'],
  ])('%s in place of the options', async (_what, options, type) => {
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

describe('everything that is wrong is reported at once', () => {
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

  const findings = [
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
  const secretFindings = [
    ['ERR_SECRET_INVALID', 'secret'],
    ['ERR_SECRET_INVALID', 'secret'],
  ];

  it('by createWidgetToken', async () => {
    expect(await findingsOf(wrong)).toEqual([...findings, ...secretFindings]);
  });

  it('by estimateTokenSize, which does not look at the secret', () => {
    expect(() => estimateUnchecked(wrong)).toThrow(
      expect.objectContaining({
        issues: findings.map(([code, ...path]) => expect.objectContaining({ code, path }) as unknown),
      }),
    );
  });

  it('by validateAttributes, with paths that begin at the attributes', () => {
    const { issues = [] } = validateAttributes(wrong.attributes);
    expect(issues.map(({ code, path }) => [code, ...path])).toEqual([
      ['ERR_ATTRIBUTE_VALUE_NOT_STRING', 'age'],
      ['ERR_ATTRIBUTE_KEY_INVALID', 'first name'],
      ['ERR_ATTRIBUTE_VALUE_NOT_STRING', 'premium'],
    ]);
    expect(issues[0]?.message).toMatch(/^attributes\["age"\] must be a string/);
  });

  it('a wrong key and a wrong value of one attribute', async () => {
    expect(await findingsOf({ attributes: { 'a b': 1 } })).toEqual([
      ['ERR_ATTRIBUTE_KEY_INVALID', 'attributes', 'a b'],
      ['ERR_ATTRIBUTE_VALUE_NOT_STRING', 'attributes', 'a b'],
    ]);
  });

  it('a token that is too large and a wrong secret', async () => {
    expect(await findingsOf({ attributes: { a: 'x'.repeat(3000) }, secret: 'short' })).toEqual([
      ['ERR_TOKEN_TOO_LARGE'],
      ['ERR_SECRET_INVALID', 'secret'],
    ]);
  });
});

describe('issues keep to their own option', () => {
  it('a key with a quote or white space is quoted where a plain one is not', async () => {
    const names = ['plain_1', 'a b', 'a"b', 'x y_1'];
    const { issues } = await refusal({ ...RIGHT, ...Object.fromEntries(names.map((name) => [name, 1])) });
    expect(issues.map(({ message }) => message.split(' is not')[0])).toEqual([
      'plain_1',
      '"a b"',
      '"a\\"b"',
      '"x y_1"',
    ]);
  });
});

describe('WidgetTokenError', () => {
  it('is an Error with a name, the first code and one message', async () => {
    const error = await refusal({ ...RIGHT, expiresIn: 601 });
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(WidgetTokenError);
    expect(error.name).toBe('WidgetTokenError');
    expect(error.code).toBe('ERR_EXPIRES_IN_INVALID');
    expect(error.message).toBe(EXPIRES_IN);
    expect(error.stack).toMatch(/^WidgetTokenError: expiresIn must be/);
    expect(error).not.toHaveProperty('cause');
  });

  it('lists several issues a line each', async () => {
    const { message } = await refusal({ ...RIGHT, expiresIn: 601, attributes: [] });
    expect(message).toBe(
      `2 problems:\n- ${EXPIRES_IN}\n- attributes must be a plain object, not Array. Pass one like { name: "Jane" }.`,
    );
  });

  it('lists ten issues at the most, and has the rest in issues', async () => {
    const numbers = (count: number): object =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]));
    const ten = await refusal({ ...RIGHT, attributes: numbers(10) });
    expect(ten.message.split('\n')).toHaveLength(11);
    expect(ten.message).not.toContain('more');
    const eleven = await refusal({ ...RIGHT, attributes: numbers(11) });
    expect(eleven.message.split('\n')).toHaveLength(12);
    expect(eleven.message).toMatch(/\n- and 1 more, in error\.issues$/);
    expect(eleven.issues).toHaveLength(11);
  });

  it('goes into a log as JSON with its code and issues', async () => {
    const error = await refusal({ ...RIGHT, attributes: { age: 45 } });
    expect(JSON.parse(JSON.stringify(error))).toEqual({ code: error.code, issues: error.issues });
  });
});

describe('keys in errors', () => {
  it('names a key of 64 characters in full, and cuts a longer one to 64', async () => {
    const [whole, cut] = await issuesOf({ attributes: { ['x'.repeat(64)]: 1, ['y'.repeat(65)]: 1 } });
    expect(whole?.path).toEqual(['attributes', 'x'.repeat(64)]);
    expect(cut?.path).toEqual(['attributes', `${'y'.repeat(63)}…`]);
    expect(cut?.message).toContain(`attributes["${'y'.repeat(63)}…"] must`);
  });

  it('cuts the keys of the largest attributes too', async () => {
    const [issue] = await issuesOf({ attributes: { ['k'.repeat(3000)]: '' } });
    expect(issue?.message).toContain(`The largest attributes: "${'k'.repeat(63)}…" (`);
  });

  it('shows nothing of a key that a terminal would obey or that turns a line around', async () => {
    const key = '\u0000\u001b[2J\u007f\u009b\u2028\u2029\u202e\u2066\u{e0041}\ud800';
    const [issue] = await issuesOf({ attributes: { [key]: 'x' } });
    expect(issue?.message).toMatch(/^[\p{L}\p{N}\p{P}\p{S} ]*$/u);
  });

  it('names a place by eight keys at the most', async () => {
    const deep = { ValueMap: { b: { ValueMap: { c: { ValueMap: { d: { ValueMap: { e: 1 } } } } } } } };
    const [issue] = await issuesOf({ segmentAttributes: { a: deep } });
    expect(issue?.path).toHaveLength(10);
    expect(issue?.message).toBe(
      `segmentAttributes["a"]["ValueMap"]["b"]["ValueMap"]["c"]["ValueMap"]["d"]… ${ONE_KEY}`,
    );
  });
});
