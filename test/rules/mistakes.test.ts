// What is certainly not a security key or a widget id, and what must never be taken for that. The messages
// are in the table of refusals: test/token/refusals.test.ts.

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createWidgetToken } from 'amazon-connect-widget-token';
import { describe, expect, it } from 'vitest';
import { findSecretMistake, findWidgetIdMistake } from '../../src/rules/mistakes.js';
import { RIGHT, SECRET, WIDGET_ID } from '../support/helpers.js';

/** Values that a function makes of the numbers from 0 on. */
const listOf = <Value>(length: number, make: (index: number) => Value): Value[] =>
  Array.from({ length }, (_, index) => make(index));

/**
 * At most 64 bytes that look random and are the same in each run: other secrets than Connect's may look like
 * a mistake.
 */
const bytesOf = (index: number, length: number): Buffer =>
  createHash('sha512').update(`secret ${index}`).digest().subarray(0, length);

/** The values that are a mistake, each with its problem. */
const mistakesIn = (values: readonly string[], find: (value: string) => string | undefined): string[] =>
  values.flatMap((value) => {
    const problem = find(value);
    return problem === undefined ? [] : [`${value} ${problem}`];
  });

/** Whether createWidgetToken signs with each of these secrets and widget ids. */
async function expectAccepted(options: { secret?: string; widgetId?: string }[]): Promise<void> {
  for (const one of options) expect(await createWidgetToken({ ...RIGHT, ...one })).toMatch(/^eyJ/);
}

describe('a security key as Connect shows it is never a mistake', () => {
  it.each([32, 33])('if it is 100,000 times %i random bytes in Base64', async (bytes) => {
    const keys = listOf(100_000, () => randomBytes(bytes).toString('base64'));
    expect(mistakesIn(keys, findSecretMistake)).toEqual([]);
    await expectAccepted(keys.slice(0, 2_000).map((secret) => ({ secret })));
  });

  it('if it looks like the name of a parameter by chance', async () => {
    const secret = '/Connect/Widget/SecurityKey/OfTheShop/InEmea';
    expect(secret).toHaveLength(44);
    expect(findSecretMistake(secret)).toBeUndefined();
    expect(findSecretMistake(`${secret}s`)).toContain('is a reference');
    await expectAccepted([{ secret }]);
  });

  it('if it has white space or quotes around it, which is a problem with another fix', () => {
    const keys = listOf(50_000, () => randomBytes(32).toString('base64'));
    expect(
      mistakesIn(
        keys.flatMap((key) => [`${key}\r\n`, `\ufeff ${key}`, `"${key}"`, `'${key}'\n`]),
        findSecretMistake,
      ),
    ).toEqual([]);
  });
});

describe('a key has lost its "="', () => {
  const lost = 'has lost the "=" at its end. Pass all 44 characters.';

  it.each(['+', '/'])('if it is 32 bytes in Base64 without it, and has a %s', (character) => {
    const key = `${character}${'Ab1x'.repeat(10)}AQ`;
    expect(key).toHaveLength(43);
    expect(findSecretMistake(key)).toBe(lost);
    expect(findSecretMistake(`${key}\n`)).toBe(lost);
    expect(findSecretMistake(`${key}=`)).toBeUndefined();
  });

  it.each([
    ['has neither "+" nor "/", as random Base64url may', `${'Ab1x'.repeat(10)}AbQ`],
    ['is Base64url', `-_${'Ab1x'.repeat(10)}Q`],
    ['cannot be 32 bytes', `+/${'Ab1x'.repeat(10)}B`],
    ['has 42 characters', `+/${'Ab1x'.repeat(10)}`],
  ])('but not if it %s', (_what, key) => {
    expect(findSecretMistake(key)).toBeUndefined();
  });
});

describe('a widget id as Connect shows it is never a mistake', () => {
  it('if it is 200,000 times a random UUID, in lower and in upper case', async () => {
    const ids = listOf(200_000, () => randomUUID());
    expect(mistakesIn(ids, findWidgetIdMistake)).toEqual([]);
    const upperCase = ids.map((id) => id.toUpperCase());
    expect(mistakesIn(upperCase, findWidgetIdMistake)).toEqual([]);
    const share = [...ids.slice(0, 1_000), ...upperCase.slice(-1_000)];
    await expectAccepted(share.map((widgetId) => ({ widgetId })));
  });
});

describe('a secret as tests use it is accepted', () => {
  it.each([
    'a key for tests, of 32 bytes or more',
    'x'.repeat(32),
    'my/own secret for tests, long enough',
    'test-secret-test-secret-test-secret',
    'test_secret_test_secret_test_secret',
    `another ${SECRET}`,
    `${SECRET}1`,
    'My/Own/Secret/For/Tests/Long/Enough',
    'half/a-path-of-two-parts-for-the-tests',
    'p@$$w0rd with $ and {braces} = in it; # yes',
  ])('%s', async (secret) => {
    expect(findSecretMistake(secret)).toBeUndefined();
    await expectAccepted([{ secret }]);
  });

  it.each([
    ['48 bytes in Base64', (index: number) => bytesOf(index, 48).toString('base64')],
    ['64 bytes in Base64', (index: number) => bytesOf(index, 64).toString('base64')],
    ['32 bytes in hexadecimal', (index: number) => bytesOf(index, 32).toString('hex')],
  ])('10,000 secrets of %s', async (_kind, make) => {
    const secrets = listOf(10_000, make);
    expect(new Set(secrets).size).toBe(10_000);
    expect(mistakesIn(secrets, findSecretMistake)).toEqual([]);
    await expectAccepted(secrets.slice(0, 500).map((secret) => ({ secret })));
  });
});

it('a key with white space around it is not a reference, although it looks like a path', () => {
  const key = '/abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQR/ab';
  expect(key).toHaveLength(44);
  expect(findSecretMistake(key)).toBeUndefined();
  expect(findSecretMistake(`${key}\n`)).toBeUndefined();
  expect(findSecretMistake(key.slice(0, -1))).toBeUndefined();
  expect(findSecretMistake(`${key}c`)).toContain(REFERENCE);
});

describe('a widget id has more text around it', () => {
  const id = '2f6b1f0e-6b0c-4d52-9d0a-6c0f8b7c4f11';

  it.each([
    `CONNECT_WIDGET_ID=${id}`,
    `export ID="${id}"\n`,
    `widgetId: ${id.toUpperCase()}`,
    ` ID = ${id}`,
    `a ${id}`,
    `$ID=${id}`,
    `${id},`,
    `${id} # prod`,
    `{${id.toUpperCase()}}`,
    `instance/${id}`,
    `"a", "${id}")`,
    `${id}\n${id}`,
  ])('in %j', (text) => {
    expect(findWidgetIdMistake(text)).toBe(
      'has more text around the widget id, such as a name and "=". Pass only the id.',
    );
  });

  it.each([`x=${id}x`, `x${id}`, `${id}0`, `widget-${id}`, `${id}-2`, `_${id}`, ` "${id}"\n`])(
    'but not in %j',
    (text) => {
      expect(findWidgetIdMistake(text)).toBeUndefined();
    },
  );
});

describe('a widget id of a test is accepted', () => {
  it.each(['x', 'widget-id', 'my/own/widget', 'w1', 'id = 1', 'NULL', 'arn', 'a:b'])(
    '%s',
    async (widgetId) => {
      expect(findWidgetIdMistake(widgetId)).toBeUndefined();
      await expectAccepted([{ widgetId }]);
    },
  );
});

const REFERENCE = 'is a reference to the secret.';
const PLACEHOLDER = 'is a reference or a placeholder.';
const UNSET_TEXT = 'is the text of a value that was not set.';
const OBJECT_TEXT = 'is the text of an object.';
const PROMISE_TEXT = 'is the text of a Promise that was not awaited.';
const INVISIBLE = 'has an invisible character in it.';
const SEVERAL = 'is several keys joined together.';
const NAME_BEFORE = 'has a name before the key, as in an .env file.';
const PERCENT = 'is percent-encoded.';
const BACKSLASH = 'ends with a backslash and a letter.';
const MORE_TEXT = 'has more text after the key.';
const TEXT_BEFORE = 'has more text before the key.';
const SPACE = 'has a space where the key has "+".';
const ENCODED = 'is Base64 of the key.';

/** 33 bytes in Base64, which have no "=" at the end. */
const WITHOUT_PADDING = 'q0Zb2m8yJ3Nf5tLk9cVw1XrS7uHd4PeGaTiBoYx6RzEx';

/** A key that cannot be the name of a variable. */
const PLUS = SECRET.replace('Z', '+');

const X31 = 'x'.repeat(31);
const X32 = 'x'.repeat(32);

/** One of these problems, without how to fix it. */
const problemOf = (found: string | undefined): string | undefined =>
  [
    REFERENCE,
    PLACEHOLDER,
    UNSET_TEXT,
    OBJECT_TEXT,
    PROMISE_TEXT,
    INVISIBLE,
    SEVERAL,
    NAME_BEFORE,
    PERCENT,
    BACKSLASH,
    MORE_TEXT,
    TEXT_BEFORE,
    SPACE,
    ENCODED,
  ].find((problem) => found?.startsWith(`${problem} `));

/** What has a mistake, and what is similar and has none. */
const BOTH: [problem: string, mistakes: string[], others: string[]][] = [
  [
    PROMISE_TEXT,
    ['[object Promise]', ' [object Promise]\n'],
    ['[object Promise', 'object Promise]', 'Promise', 'x[object Promise]', '[object Promise]x'],
  ],
  [
    OBJECT_TEXT,
    ['[object Object]', '[object Map]', ' [object Object]\n'],
    ['[object Object', '[object]', '[object a b]'],
  ],
  [
    UNSET_TEXT,
    ['undefined', ' undefined\n', 'null', 'NaN'],
    [
      'Undefined',
      'xundefined',
      'undefinedx',
      'not null',
      'nan',
      '[object]',
      'x[object Map]',
      '[object Map]x',
    ],
  ],
  [
    PLACEHOLDER,
    [
      'https://x',
      'HTTPS://X',
      'git+ssh.2-x://x',
      's3://x',
      '{{resolve:x}}',
      'a {{b}} c',
      '{{\n}}',
      '${ssm:x}',
      'a ${b} c',
      '${\n}',
      '$NAME',
      '$name_1',
      '$(cat file)',
      '$(cat\nfile)',
      '<your-key>',
      '<your\nkey>',
      '<>',
      'your-security-key',
      'YOUR_WIDGET_ID',
      'Replace with your key',
      'insert-the-key-here',
      'q0Zb****************',
      '***',
      '***ab+/',
    ],
    [
      'x arn:aws',
      'arn',
      'see https://x',
      '1https://x',
      'https:/x',
      '{{x}',
      '}}{{',
      '${x',
      '$ {x}',
      '$NAME x',
      'x$NAME',
      '$NA-ME',
      '$(x',
      'x$(x)',
      '$(x)x',
      '<x',
      'x>',
      'x<y>',
      '<x>y',
      'your',
      'yours-x',
      'x your-key',
      'inserted-x',
      'a**b',
      'a *** b',
      '***-x',
      'x-***',
    ],
  ],
  [
    INVISIBLE,
    ['a\u200bb', '\u200bab', 'ab\u200b', 'a\u2064b', 'a\u2069b', 'a\u00a0b', 'a\u202fb', 'a\ufeffb'],
    ['\u00a0ab', 'ab\ufeff', 'a b', 'a\tb', 'a\u2010b', 'a\u2029b', 'a\u2065b', 'äöü'],
  ],
];

/** For a secret, it is one in AWS Secrets Manager or Parameter Store. */
const ARNS = ['arn:aws:ssm:x', 'ARN:AWS', ' arn:x\n'];

const OF_SECRET: [problem: string, mistakes: string[], others: string[]][] = [
  [
    TEXT_BEFORE,
    [`Bearer ${PLUS}`, `CONNECT_SECRET: ${PLUS}`, `key:  "${PLUS}"`],
    [`a key: ${PLUS}`, `Bearer${PLUS}`, `Bearer ${PLUS}x`],
  ],
  [
    REFERENCE,
    [
      ...ARNS,
      '/a/b',
      '/Shop/Connect.v1/my_key-2/',
      ' /a/b\n',
      'a/secret/c',
      'dev/connect/x',
      'prod/app.v1/key-1',
      '/app1/2/x',
      'projects/P 1/secrets/x',
      'Projects/P/Secrets/x',
      'op://X y/z',
      'OP://x',
      'vault:x y',
      'ssm:/x y',
      'secretsmanager:x y',
      'secretref:x y',
      'SecretRef:x y',
      '@microsoft.keyvault(x y)',
    ],
    [
      'a/b/c',
      '/a/b c',
      'a/secret/c!',
      'correct/horse/battery/staple',
      'x op://y',
      '/a',
      '/a/',
      '/a//b',
      '//a/b',
      '/a b/c',
      '/a+/b/c',
      'a/b',
      'a/b/',
      'a/b/c/',
      'A/b/c',
      'a/B/c',
      'a/1b/c',
      'a/b/c1d',
      '/a/1b',
      'a b/c/d',
      'projects/P/x/secrets/x',
      'x projects/P 1/secrets/x',
      'projects//secrets/x',
      'vaults:x',
      'my ssm:x',
      'xop:x',
      '@Microsoft.KeyVault x',
      'x@Microsoft.KeyVault(x)',
    ],
  ],
  [
    SEVERAL,
    [
      SECRET + SECRET,
      `${SECRET} ; ${SECRET}`,
      `${SECRET},${SECRET},${SECRET}`,
      `${SECRET}\r\n\r\n${SECRET}\n`,
    ],
    [`${PLUS}.${PLUS}`, PLUS + PLUS.slice(0, 42), `x${PLUS}${PLUS}`, WITHOUT_PADDING + SECRET],
  ],
  [
    NAME_BEFORE,
    [
      `A=${X32}`,
      `_a1 = ${X32}`,
      ` export  A=${X32}`,
      `# comment\nA=${X32}`,
      `ID=x\n\n  A=${X32}\n`,
      `A="${SECRET}"`,
      `CONNECT_SECRET=${SECRET};`,
    ],
    [
      `A=${X31}`,
      `1A=${X32}`,
      `A-B=${X32}`,
      `=${X32}`,
      `A: ${X32}`,
      `exportA B=${X32}`,
      `A=x\nB=${X31}`,
      `${X32}=`,
    ],
  ],
  [PERCENT, ['a%2Bb', 'a%2bb', '%2F', '%2f', '%3D', '%3d'], ['a%2Cb', '%20', '%', '%2', '100 %3']],
  [
    BACKSLASH,
    [`${SECRET}\\n`, `${SECRET}\\r\\n`, `${WITHOUT_PADDING}\\t`, `${SECRET}\\n\n`],
    [`${SECRET}\\x`, `${SECRET}\\`, `${SECRET}\\nx`, `${X32}\\n`, `x${SECRET}\\n`],
  ],
  [
    MORE_TEXT,
    [`${SECRET};`, `${SECRET},`, `${SECRET} # x`, `${SECRET}#x`, `${SECRET}\n; x`, `${WITHOUT_PADDING};`],
    [`${SECRET}x`, `${SECRET} x`, `${SECRET}:`, `x${SECRET};`, `${SECRET.slice(1)};`, `${X32};`],
  ],
  [
    SPACE,
    [SECRET.replace('Z', ' '), SECRET.replaceAll(/[Zb]/g, ' '), ` ${SECRET.replace('Z', ' ')}\n`],
    [
      SECRET.replace('Z', '\t'),
      SECRET.replace('Z', '  '),
      WITHOUT_PADDING.replace('Z', ' '),
      `${SECRET.slice(0, -1)} =`,
      SECRET.slice(1).replace('Z', ' '),
    ],
  ],
  [
    ENCODED,
    [btoa(SECRET), btoa(`${SECRET}\n`), btoa(`${SECRET}\r\n`), btoa(WITHOUT_PADDING), `\n${btoa(SECRET)}\n`],
    [btoa(SECRET.slice(1)), btoa(`"${SECRET}"`), btoa(X32), btoa(WIDGET_ID), `${btoa(SECRET)}!`],
  ],
];

describe.each([...BOTH, ...OF_SECRET])('a secret %s', (problem, mistakes, others) => {
  it.each(mistakes)('if it is %j', (secret) => {
    expect(problemOf(findSecretMistake(secret))).toBe(problem);
  });

  it.each(others)('but not if it is %j', (secret) => {
    expect(findSecretMistake(secret)).toBeUndefined();
  });
});

describe.each(BOTH)('a widget id %s', (problem, mistakes, others) => {
  it.each(mistakes)('if it is %j', (widgetId) => {
    expect(problemOf(findWidgetIdMistake(widgetId))).toBe(problem);
  });

  it.each(others)('but not if it is %j', (widgetId) => {
    expect(findWidgetIdMistake(widgetId)).toBeUndefined();
  });
});

it('a widget id is not compared with the mistakes of a secret', () => {
  // A URL is a mistake for both, and so is an ARN, with another problem.
  const mistakes = OF_SECRET.flatMap(([, ofSecret]) => ofSecret).filter((text) => !/:\/\/|arn:/i.test(text));
  expect(mistakesIn(mistakes, findWidgetIdMistake)).toEqual([]);
});

it.each(ARNS)('a widget id is a reference or a placeholder if it is %j', (arn) => {
  expect(problemOf(findWidgetIdMistake(arn))).toBe(PLACEHOLDER);
});
