// The mutants that no test can notice, each with the reason. `npm run test:mutation` fails for a surviving
// mutant that is not listed here, and for an entry that no longer survives. An entry quotes its line, so it
// must be reviewed if the line changes.

/** @typedef {{ file: string; code: string; replacement: string }} Mutant */

/** @type {[reason: string, mutants: [file: string, code: string, ...replacements: string[]][]][]} */
const REASONS = [
  [
    'It changes only the speed: the code after it gives the same result.',
    [
      [
        'src/rules/secret.ts',
        "if (typeof secret === 'string' && hasCachedKey(secret)) return { key: secret, text: secret };",
        'false',
        'true',
        "typeof secret !== 'string'",
        '""',
      ],
      [
        'src/lib/secret-finder.ts',
        'const count = Math.floor(secret.length / BLOCK_CHARACTERS);',
        'secret.length * BLOCK_CHARACTERS',
      ],
      [
        'src/lib/secret-finder.ts',
        'secret.slice(block * BLOCK_CHARACTERS, (block + 1) * BLOCK_CHARACTERS),',
        '(block + 1) / BLOCK_CHARACTERS',
        'block - 1',
      ],
      [
        'src/lib/secret-finder.ts',
        'return members.flatMap((member) => textsOf(member, depth + 1)).slice(0, MAX_COMPARED_SECRETS);',
        'members.flatMap(member => textsOf(member, depth + 1))',
      ],
      ['src/lib/untrusted.ts', 'prototype === Object.prototype ||', 'false'],
      [
        'src/rules/attributes.ts',
        'if (mostBytes <= MAX_CLAIMS_BYTES) return;',
        'false',
        'mostBytes < MAX_CLAIMS_BYTES',
      ],
      ['src/rules/attributes.ts', 'if (characters > MAX_ATTRIBUTES_BYTES) return true;', 'false'],
      [
        'src/rules/attributes.ts',
        'if (characters * 3 <= MAX_ATTRIBUTES_BYTES) return false;',
        'false',
        'characters * 3 < MAX_ATTRIBUTES_BYTES',
      ],
      ['src/rules/exposure.ts', 'return !isPlain(start) || json.includes(start);', 'true'],
      ['src/rules/mistakes.ts', 'if (isWidgetId(widgetId)) return undefined;', 'false'],
      [
        'src/rules/swapped.ts',
        "if (typeof value !== 'string' || value.length < characters || value.length > MAX_CHARACTERS) return false;",
        'false',
      ],
      [
        'src/rules/text.ts',
        'if (value.length > max && isLonger(value, max)) return `must have at most ${max} characters. Shorten it.`;',
        'true',
        'value.length >= max',
      ],
      [
        'src/token/estimate.ts',
        'if (json.length * 3 <= MAX_CLAIMS_BYTES) return;',
        'false',
        'json.length * 3 < MAX_CLAIMS_BYTES',
      ],
      ['src/verify/claims.ts', 'if (isFull(issues)) return;', 'false'],
      ['src/lib/key-cache.ts', 'export function hasCachedKey(secret: string): boolean {', '{}'],
      ['src/rules/swapped.ts', 'export function isWidgetId(text: string): boolean {', '{}'],
      ['src/rules/text.ts', 'export function isPlain(text: string): boolean {', '{}'],
    ],
  ],
  [
    'Its value is never used: once there is an issue, the checked values are dropped.',
    [
      [
        'src/rules/secret.ts',
        "const NO_SECRET: CheckedSecret = { key: '', text: '' };",
        '"Stryker was here!"',
      ],
      ['src/rules/ids.ts', "return '';", '"Stryker was here!"'],
      [
        'src/rules/segment-attributes.ts',
        "if (isTooMuch(names.length, place, progress)) return '';",
        '"Stryker was here!"',
      ],
      [
        'src/rules/segment-attributes.ts',
        "const name = problem === undefined ? JSON.stringify(key) : '';",
        '"Stryker was here!"',
        'true',
      ],
      [
        'src/rules/segment-attributes.ts',
        "if (isTooMuch(elements.length, place, progress)) return '';",
        '"Stryker was here!"',
      ],
      [
        'src/rules/segment-attributes.ts',
        'const [member, ...others] = (readNames(value) ?? [])',
        '["Stryker was here"]',
      ],
      ['src/rules/segment-attributes.ts', "return '';", '"Stryker was here!"'],
      ['src/token/stringify.ts', 'return [];', '["Stryker was here"]'],
      ['src/verify/claims.ts', "return typeof sub === 'string' ? sub : '';", 'true', '"Stryker was here!"'],
      [
        'src/verify/claims.ts',
        "const NO_CLAIMS: WidgetTokenClaims = { sub: '', iat: NaN, exp: NaN };",
        '"Stryker was here!"',
      ],
      [
        'src/token/claims.ts',
        "const NO_CLAIMS: Claims = { json: '', attributes: [] };",
        '["Stryker was here"]',
      ],
    ],
  ],
  [
    'With an empty catch the function returns undefined, which its caller treats like the original value.',
    [
      ['src/handler/control-flow.ts', '} catch {', '{}'],
      ['src/handler/lambda.ts', '} catch {', '{}'],
      ['src/handler/origins.ts', '} catch {', '{}'],
      ['src/handler/returned.ts', '} catch {', '{}'],
      ['src/lib/base64url.ts', '} catch {', '{}'],
      ['src/lib/runtime.ts', '} catch {', '{}'],
      ['src/lib/untrusted.ts', '} catch {', '{}'],
      ['src/rules/mistakes.ts', '} catch {', '{}'],
      ['src/rules/times.ts', '} catch {', '{}'],
      ['src/token/stringify.ts', '} catch {', '{}'],
    ],
  ],
  [
    'Without it, the line throws inside a try, whose catch has the same result.',
    [
      [
        'src/lib/runtime.ts',
        'return crypto?.subtle !== undefined && TextEncoder !== undefined && TextDecoder !== undefined;',
        'crypto.subtle',
      ],
      [
        'src/lib/secret-finder.ts',
        "return name === 'String' ? String.prototype.valueOf.call(secret) : '';",
        'true',
      ],
      [
        'src/lib/untrusted.ts',
        "if (typeof value !== 'object' || value === null) return false;",
        "typeof value !== 'object' && value === null",
        'false',
      ],
    ],
  ],
  [
    'It is only for the compiler, which cannot know that there is always a value, that a string is valid JSON, or that no case is undefined.',
    [
      [
        'src/lib/issues.ts',
        "const [option = '', ...keys] = path.slice(0, MAX_KEYS).map(quote);",
        '"Stryker was here!"',
      ],
      [
        'src/verify/parts.ts',
        "const [header = '', claims = '', signature = ''] = parts;",
        '"Stryker was here!"',
      ],
      [
        'src/verify/parts.ts',
        'export const NO_PARTS: TokenParts = { header: undefined, claims: undefined, signature: undefined };',
        '{}',
      ],
      ['src/lib/duplicate-keys.ts', "let string = '';", '"Stryker was here!"'],
      ['src/lib/duplicate-keys.ts', 'const open: Set<unknown>[] = [];', '["Stryker was here"]'],
      ['src/lib/duplicate-keys.ts', 'if (keys?.has(key)) return true;', 'keys.has'],
      ['src/lib/duplicate-keys.ts', 'keys?.add(key);', 'keys.add'],
      ['src/handler/node.ts', 'else server.abandon?.([first]);', 'server.abandon([first])'],
    ],
  ],
  [
    'The rest of the condition or pattern decides the same: the name of a symbol has parentheses; a key in JSON has no unescaped quote inside; Number.isInteger accepts only numbers; undefined is not less than a number; a member has a name exactly if it has a parent; two strings that ended are equal only once.',
    [
      [
        'src/lib/issues.ts',
        "const name = option.replace(/^\"(\\w+)\"$/, '$1') + keys.map((key) => `[${key}]`).join('');",
        '/^"(\\w+)"/',
      ],
      ['src/rules/secret.ts', '} else if (length !== undefined && length < MIN_SECRET_BYTES * 8) {', 'true'],
      [
        'src/lib/options.ts',
        'while (same < one.length && one[same] === other[same]) same++;',
        'same <= one.length',
      ],
      [
        'src/rules/attributes.ts',
        "if (typeof key === 'symbol' || name.length > MAX_ATTRIBUTE_KEY_CHARACTERS || !KEY.test(name)) {",
        'false',
        '""',
      ],
      [
        'src/rules/exposure.ts',
        'for (let { name, parent } = member; name !== undefined && parent !== undefined; { name, parent } = parent) {',
        'true',
        'name !== undefined || parent !== undefined',
      ],
      [
        'src/rules/segment-attributes.ts',
        "if (typeof integer === 'number' && isInt32(integer)) return JSON.stringify(integer);",
        'true',
      ],
    ],
  ],
  [
    'Its caller only tests whether it is true, and undefined is not.',
    [
      ['src/handler/fetch.ts', 'isAnswered: () => false,', '() => undefined'],
      ['src/handler/lambda.ts', 'isAnswered: () => false,', '() => undefined'],
    ],
  ],
  [
    'The headers of a kind with any other name are placed like those of a load balancer. Without a cookie, those of payload 1.0 are placed like that too.',
    [
      [
        'src/handler/lambda.ts',
        "return memberOf(event, 'multiValueHeaders') === undefined ? 'load balancer' : 'load balancer with lists';",
        '""',
      ],
      ['src/handler/lambda.ts', "return 'payload 1.0';", '""'],
    ],
  ],
  [
    'It is a second check: the header was compared with HS256 before jose is called.',
    [
      [
        'src/verify/signature.ts',
        "await compactVerify(token, typeof key === 'string' ? utf8Bytes(key) : key, { algorithms: ['HS256'] });",
        '{}',
      ],
    ],
  ],
  [
    "jose and WebCrypto throw only Errors, and a missing code is not one of jose's codes.",
    [
      [
        'src/verify/signature.ts',
        "if (!(error instanceof Error) || !('code' in error)) return false;",
        'false',
        "!(error instanceof Error) && !('code' in error)",
      ],
    ],
  ],
  [
    'The string that the mutant adds is in no token, no name and no message, and no token is signed with it.',
    [
      [
        'src/rules/secret.ts',
        "const path = STORE_PATHS.find(([first = '']) => names.includes(first));",
        '"Stryker was here!"',
      ],
      [
        'src/rules/secret.ts',
        "if (isCryptoKey(secret)) return { key: secret, text: '' };",
        '"Stryker was here!"',
      ],
      ['src/rules/secret.ts', 'const names = readNames(secret) ?? [];', '["Stryker was here"]'],
      ['src/lib/secret-finder.ts', 'if (depth === MAX_DEPTH) return [];', '["Stryker was here"]'],
      ['src/lib/secret-finder.ts', "return '';", '"Stryker was here!"'],
      [
        'src/lib/secret-finder.ts',
        "return name === 'String' ? String.prototype.valueOf.call(secret) : '';",
        '"Stryker was here!"',
      ],
      ['src/token/stringify.ts', 'throwIfAny(issues, []);', '["Stryker was here"]'],
      ['src/verify/mistaken-keys.ts', 'return [];', '["Stryker was here"]'],
      [
        'src/handler/returned.ts',
        "const text = typeof name === 'symbol' ? '' : name;",
        '"Stryker was here!"',
      ],
    ],
  ],
  [
    'What is compared is the same: the parts of a secret do not change with white space around it, a String and a string have the same text, and the last character of a long secret may be left out or not.',
    [
      [
        'src/lib/secret-finder.ts',
        'if (members === undefined) return [textOf(secret).trim().slice(0, MAX_COMPARED_CHARACTERS)];',
        'textOf(secret).trim()',
        'textOf(secret)',
      ],
      ['src/lib/secret-finder.ts', "if (typeof secret === 'string') return secret;", 'false', '""'],
      ['src/lib/secret-finder.ts', 'bytes.findIndex((byte) => byte > SPACE),', 'byte >= SPACE'],
      ['src/lib/secret-finder.ts', 'while (((bytes[end] ?? 0) & 0xc0) === 0x80) end++;', 'end--'],
    ],
  ],
  [
    'It only hides the end of a cut name that no secret needs to hide.',
    [
      [
        'src/lib/secret-finder.ts',
        'const secrets = given.flatMap((one) => textsOf(one)).filter((text) => text.length >= SHOWN_CHARACTERS);',
        'given.flatMap(one => textsOf(one))',
        'true',
      ],
      [
        'src/lib/secret-finder.ts',
        'return end.length === SHOWN_BEFORE_CUT && secrets.some((one) => one.includes(end));',
        'true',
      ],
      [
        'src/lib/secret-finder.ts',
        "for (let cut = text.indexOf('…'); cut !== -1; cut = text.indexOf('…', cut + 1)) {",
        '""',
      ],
    ],
  ],
  [
    'Whatever replaces the line breaks leaves no trace of a decoded key.',
    [
      [
        'src/rules/secret.ts',
        "if (DECODED.test(inside.replace(/[\\r\\n]+/g, ''))) {",
        '/[\\r\\n]/g',
        '"Stryker was here!"',
      ],
    ],
  ],
];

/** @type {Mutant[]} */
export const SURVIVORS = REASONS.flatMap(([, mutants]) =>
  mutants.flatMap(([file, code, ...replacements]) =>
    replacements.map((replacement) => ({ file, code, replacement })),
  ),
);
