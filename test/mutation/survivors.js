// The mutants that no test can notice, each with the reason. `npm run test:mutation` fails for a surviving mutant
// that is not listed here, and for an entry that no longer survives. An entry quotes its line, so it must be
// reviewed if the line changes.

/** @typedef {{ file: string; code: string; replacement: string }} Mutant */

/** @type {[reason: string, mutants: [file: string, code: string, ...replacements: string[]][]][]} */
const REASONS = [
  [
    'It changes only the speed: the code after it gives the same result.',
    [
      ['src/errors.ts', "if (!text.includes('…')) return false;", 'false', '""'],
      ['src/text.ts', 'const PLAIN = /^[ !#-[\\]-~]*$/;', '/^[ !#-[\\]-~]$/'],
      ['src/token-claims.ts', 'if (isFull(findings)) return;', 'false'],
      ['src/attributes.ts', 'if (characters > MAX_READ_CHARACTERS || isFull(issues)) break;', 'false'],
      ['src/attributes.ts', 'if (characters > MAX_ATTRIBUTES_BYTES) return true;', 'false'],
      [
        'src/attributes.ts',
        'if (characters * 3 <= MAX_ATTRIBUTES_BYTES) return false;',
        'false',
        'characters * 3 < MAX_ATTRIBUTES_BYTES',
      ],
      [
        'src/secret.ts',
        "if (typeof secret === 'string' && cachedKeys.has(secret)) return secret;",
        'false',
        'true',
        "typeof secret !== 'string'",
        '""',
      ],
      [
        'src/size.ts',
        'if (claims.json.length * 3 <= MAX_CLAIMS_BYTES) return;',
        'claims.json.length * 3 < MAX_CLAIMS_BYTES',
        'false',
      ],
      ['src/untrusted.ts', 'prototype === Object.prototype ||', 'false'],
    ],
  ],
  [
    'Its value is never used: once there is an issue, the checked values are dropped.',
    [
      [
        'src/claims.ts',
        "const NO_CLAIMS: Claims = { json: '', attributes: [] };",
        '["Stryker was here"]',
        '"Stryker was here!"',
      ],
      [
        'src/token-claims.ts',
        "const NO_CLAIMS: WidgetTokenClaims = { sub: '', iat: NaN, exp: NaN };",
        '"Stryker was here!"',
      ],
      ['src/token-claims.ts', "return typeof sub === 'string' ? sub : '';", 'true', '"Stryker was here!"'],
      ['src/ids.ts', "return '';", '"Stryker was here!"'],
      ['src/secret.ts', "return '';", '"Stryker was here!"'],
      [
        'src/segment-attributes.ts',
        "if (isTooMuch(names.length, place, progress)) return '';",
        '"Stryker was here!"',
      ],
      [
        'src/segment-attributes.ts',
        "const name = problem === undefined ? JSON.stringify(key) : '';",
        '"Stryker was here!"',
        'true',
      ],
      [
        'src/segment-attributes.ts',
        "if (isTooMuch(elements.length, place, progress)) return '';",
        '"Stryker was here!"',
      ],
      [
        'src/segment-attributes.ts',
        'const [type, ...others] = readNames(value) ?? [];',
        '["Stryker was here"]',
      ],
      ['src/segment-attributes.ts', "return '';", '"Stryker was here!"'],
    ],
  ],
  [
    'With an empty catch the function returns undefined, which its caller treats like the original value.',
    [
      ['src/environment.ts', '} catch {', '{}'],
      ['src/strict-json.ts', '} catch {', '{}'],
      ['src/times.ts', '} catch {', '{}'],
      ['src/untrusted.ts', '} catch {', '{}'],
    ],
  ],
  [
    'Without it, the line throws inside a try, whose catch has the same result.',
    [
      [
        'src/environment.ts',
        'return crypto?.subtle !== undefined && TextEncoder !== undefined && TextDecoder !== undefined;',
        'crypto.subtle',
      ],
      [
        'src/untrusted.ts',
        "if (typeof value !== 'object' || value === null) return false;",
        'false',
        "typeof value !== 'object' && value === null",
      ],
    ],
  ],
  [
    'It is only for the compiler, which cannot know that there is always a value, that a string is valid JSON, or that no case is undefined.',
    [
      ['src/segment-attributes.ts', 'if (type !== undefined && others.length === 0) {', 'true'],
      [
        'src/errors.ts',
        "const [option = '', ...keys] = path.slice(0, MAX_KEYS).map(quote);",
        '"Stryker was here!"',
      ],
      [
        'src/token-parts.ts',
        "const [header = '', claims = '', signature = ''] = parts;",
        '"Stryker was here!"',
      ],
      [
        'src/token-parts.ts',
        'export const NO_PARTS: TokenParts = { header: undefined, claims: undefined, signature: undefined };',
        '{}',
      ],
      ['src/strict-json.ts', 'const open: Set<unknown>[] = [];', '["Stryker was here"]'],
      ['src/strict-json.ts', "let string = '';", '"Stryker was here!"'],
      ['src/strict-json.ts', 'if (keys?.has(key)) return true;', 'keys.has'],
      ['src/strict-json.ts', 'keys?.add(key);', 'keys.add'],
    ],
  ],
  [
    'The rest of the condition or pattern decides the same: the name of a symbol has parentheses; a key in JSON has no unescaped quote inside; Number.isSafeInteger accepts only numbers; undefined is not less than a number.',
    [
      [
        'src/attributes.ts',
        "if (typeof key === 'symbol' || name.length > MAX_ATTRIBUTE_KEY_CHARACTERS || !KEY.test(name)) {",
        'false',
        '""',
      ],
      [
        'src/errors.ts',
        "const name = option.replace(/^\"(\\w+)\"$/, '$1') + keys.map((key) => `[${key}]`).join('');",
        '/^"(\\w+)"/',
      ],
      ['src/token-claims.ts', "if (typeof time !== 'number' || !Number.isSafeInteger(time)) {", 'false'],
      ['src/secret.ts', '} else if (length !== undefined && length < MIN_SECRET_BYTES * 8) {', 'true'],
    ],
  ],
  [
    'The first check already finds this many characters, with or without a "…" after them.',
    [
      [
        'src/errors.ts',
        'for (let length = MIN_SECRET_REST; length < SECRET_PROBE; length++) {',
        'length <= SECRET_PROBE',
      ],
    ],
  ],
  [
    'It is a second check: the header was compared with HS256 before jose is called.',
    [['src/signature.ts', "await compactVerify(token, key, { algorithms: ['HS256'] });", '{}']],
  ],
  [
    "jose and WebCrypto throw only Errors, and a missing code is not one of jose's codes.",
    [
      [
        'src/signature.ts',
        "if (!(error instanceof Error) || !('code' in error)) return false;",
        'false',
        "!(error instanceof Error) && !('code' in error)",
      ],
    ],
  ],
  [
    'No token is signed with the key that the mutant tries.',
    [['src/inspect-token.ts', 'return [];', '["Stryker was here"]']],
  ],
];

/** @type {Mutant[]} */
export const SURVIVORS = REASONS.flatMap(([, mutants]) =>
  mutants.flatMap(([file, code, ...replacements]) =>
    replacements.map((replacement) => ({ file, code, replacement })),
  ),
);
