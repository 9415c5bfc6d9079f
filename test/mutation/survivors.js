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
        'src/cli/check/answer.ts',
        'level = level.flatMap(membersOf).slice(0, MAX_VALUES);',
        'level.flatMap(membersOf)',
      ],
      [
        'src/cli/check/answer.ts',
        "return typeof value === 'object' && value !== null ? Object.values(value).slice(0, MAX_VALUES) : [];",
        'Object.values(value)',
      ],
      ['src/cli/check/dialogue.ts', 'if (hasToken) await sleep(pauseMs);', 'true'],
      [
        'src/cli/hidden.ts',
        'shapes.push(...found.slice(0, MAX_SHAPES - shapes.length));',
        'found',
        'MAX_SHAPES + shapes.length',
      ],
      ['src/cli/hide.ts', 'if (!shows(text)) return text;', 'false'],
      [
        'src/cli/hide.ts',
        'for (let start = 0; start + SHOWN_CHARACTERS <= text.length; start++) {',
        'start - SHOWN_CHARACTERS',
      ],
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
      [
        'src/lib/secret-finder.ts',
        'if (!blocks.some((block) => text.includes(block))) return false;',
        'false',
      ],
      [
        'src/rules/exposure.ts',
        "if (json === '' || secret === '' || !mayContain(json, secret)) return;",
        'false',
        '"Stryker was here!"',
      ],
      ['src/rules/text.ts', 'const PLAIN = /^[ !#-[\\]-~]*$/;', '/^[ !#-[\\]-~]$/'],
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
      [
        'src/verify/mistaken-keys.ts',
        'if (text !== secret && bytes.length > 0) yield { key: bytes, problem };',
        'true',
      ],
      [
        'src/verify/mistaken-keys.ts',
        'for (let at = 1; at < key.length; at++) yield key.slice(0, at) + ZERO_WIDTH_SPACE + key.slice(at);',
        'at <= key.length',
      ],
      [
        'src/verify/signature.ts',
        'if (batch.push(item) < BATCH) continue;',
        'batch.push(item) <= BATCH',
        'batch.push(item) >= BATCH',
      ],
      ['src/lib/key-cache.ts', 'export function hasCachedKey(secret: string): boolean {', '{}'],
      ['src/rules/text.ts', 'export function isPlain(text: string): boolean {', '{}'],
    ],
  ],
  [
    'Its value is never used: once there is an issue, the checked values are dropped.',
    [
      ['src/cli/arguments.ts', "if (value === undefined) return '';", '"Stryker was here!"'],
      ['src/cli/check/check.ts', "await inspect('', { secret, widgetId });", '"Stryker was here!"'],
      [
        'src/cli/check/strangers.ts',
        "if (isBlocked || token === undefined) return ok('');",
        '"Stryker was here!"',
      ],
      [
        'src/cli/hidden.ts',
        "makeIssue('ERR_SECRET_EXPOSED', shape.place, `has ${shape.isName ? 'a name with ' : ''}${SHAPE}`)",
        '""',
      ],
      ['src/cli/wording.ts', "expiresIn: '--expires-in',", '""'],
      ['src/handler/answer.ts', "takeError('claims');", '""'],
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
      ['src/cli/json-answer.ts', '} catch {', '{}'],
      ['src/cli/utf8-arguments.ts', '} catch {', '{}'],
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
        'src/cli/check/request.ts',
        "return DECOMPRESS.get(name)?.(body, { maxOutputLength: MAX_BODY_BYTES }) ?? 'COMPRESSION';",
        'DECOMPRESS.get(name)(body, {\n  maxOutputLength: MAX_BODY_BYTES\n})',
      ],
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
        'src/cli/check/cors.ts',
        "export function preflightHeaders({ method, headers, origin = '' }: CheckOptions): Header[] {",
        '"Stryker was here!"',
      ],
      ['src/cli/check/cors.ts', "const { origin = '', headers } = options;", '"Stryker was here!"'],
      [
        'src/cli/json-answer.ts',
        "function placeOf([first = '', ...others]: Found['path']): string {",
        '"Stryker was here!"',
      ],
      [
        'src/cli/pasted.ts',
        'const [, , token] = /^b([\'"])([\\w.-]+)\\1$/.exec(text) ?? [];',
        '["Stryker was here"]',
      ],
      ['src/cli/report.ts', 'const exp = Number(claims?.exp);', 'claims.exp'],
      [
        'src/cli/report.ts',
        "const total = isWrong ? `, ${explainTotal(exp - Number(claims?.iat))}` : '';",
        'claims.iat',
      ],
      ['src/cli/wording.ts', "const [option = ''] = issue.path;", '"Stryker was here!"'],
      [
        'src/cli/within-text.ts',
        'const tokens = new Set((text.match(WORDS) ?? []).filter(looksLikeToken));',
        '["Stryker was here"]',
      ],
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
      ['src/handler/log.ts', 'return first?.option === undefined', 'first.option'],
      ['src/handler/node.ts', 'else server.abandon?.([first]);', 'server.abandon([first])'],
    ],
  ],
  [
    'The rest of the condition or pattern decides the same: no name of a type contains another one of the list; the name of a symbol has parentheses; a key in JSON has no unescaped quote inside; Number.isInteger accepts only numbers; undefined is not less than a number; a member has a name exactly if it has a parent; two strings that ended are equal only once.',
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
        'const STRINGIFIED = /^(number|boolean|bigint|Date|null|undefined)$/;',
        '/(number|boolean|bigint|Date|null|undefined)$/',
        '/^(number|boolean|bigint|Date|null|undefined)/',
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
    'It stands for a header or an argument that is missing, or is in a list that is empty at first: no header, file, number or secret is that string.',
    [
      ['src/cli/check/answer.ts', 'if (answer.status === undefined) return [];', '["Stryker was here"]'],
      ['src/cli/check/cache.ts', "(headers.get(name) ?? '')", '"Stryker was here!"'],
      [
        'src/cli/check/cache.ts',
        "FROM_CACHE.test((headers.get(name.toLowerCase()) ?? '').replace(FORWARDED, '')),",
        '"Stryker was here!"',
      ],
      ['src/cli/check/cache.ts', "const age = headers.get('age') ?? '';", '"Stryker was here!"'],
      [
        'src/cli/check/clock.ts',
        "const date = Date.parse(answer.headers.get('date') ?? '') / 1000 + ageOf(answer.headers);",
        '"Stryker was here!"',
      ],
      [
        'src/cli/check/cors.ts',
        "const allowed = (answer.headers.get('access-control-allow-headers') ?? '')",
        '"Stryker was here!"',
      ],
      ['src/cli/check/options.ts', "const { url, origin = '', headers } = options;", '"Stryker was here!"'],
      [
        'src/cli/arguments.ts',
        "const words = [...(name === 'inspect' ? [] : parsed.positionals), parsed.values['secret-file']];",
        '["Stryker was here"]',
      ],
      ['src/cli/hidden.ts', 'const shapes: string[] = [];', '["Stryker was here"]'],
      ['src/handler/node.ts', 'for (const name of res.getHeaderNames?.() ?? []) {', '["Stryker was here"]'],
      ['src/cli/input.ts', 'export const secretsRead: string[] = [];', '["Stryker was here"]'],
      ['src/cli/input.ts', "if (existsSync(pasted ?? '')) {", '"Stryker was here!"'],
      [
        'src/cli/run.ts',
        "expiresIn: /^\\d+$/.test(expiresIn ?? '') ? Number(expiresIn) : expiresIn,",
        '"Stryker was here!"',
      ],
    ],
  ],
  [
    'What is around it decides the same: a failure always has a problem; the text of undefined is no type of JSON; only objects have members that may be a token; an origin must be equal to the URL; a pattern of optional parts matches at the start in any case; inspect reads only the names of the key and the widget id; Node.js also reports the end of an answer as the end of its request.',
    [
      [
        'src/cli/check/answer.ts',
        "if (type !== undefined && /^application\\/([\\w.-]+\\+)?json *(;|$)/i.test(type)) return ok('JSON');",
        'true',
      ],
      [
        'src/cli/check/answer.ts',
        "return typeof value === 'object' && value !== null ? Object.values(value).slice(0, MAX_VALUES) : [];",
        'true',
        '["Stryker was here"]',
      ],
      ['src/cli/check/answer.ts', 'return [];', '["Stryker was here"]'],
      [
        'src/cli/check/connection.ts',
        'if (later.status === undefined || later.problem !== undefined) {',
        'false',
      ],
      ['src/cli/check/options.ts', 'if (/^https?:/i.test(text) && URL.canParse(text)) {', '/https?:/i'],
      ['src/cli/check/request.ts', "request.on('close', () => {", '""', '{}'],
      ['src/cli/check/request.ts', "incoming.on('error', () => {", '""', '{}'],
      ['src/cli/check/request.ts', "fail('CLOSED');", '""'],
      [
        'src/cli/pasted-headers.ts',
        "const lines = text.split(/\\r?\\n/).map((line) => line.replace(/^\\s*(-H|--header|-b|--cookie)?\\s*[\"']?/, ''));",
        '/\\s*(-H|--header|-b|--cookie)?\\s*["\']?/',
      ],
      ['src/cli/wording.ts', "...(command === 'sign' ? SIGN_NAMES : {}),", 'true'],
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
        'src/verify/mistaken-keys.ts',
        'texts: key.length === KEY_CHARACTERS - 1 ? [`${key}=`] : [],',
        '["Stryker was here"]',
      ],
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
    'Nothing exports the key: it never leaves the function.',
    [
      [
        'src/verify/signature.ts',
        "const imported = await crypto.subtle.importKey('raw', key, HMAC_SHA_256, false, ['verify']);",
        'true',
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
