// What inspect reads, and what it says about it. Each form of input is read from an argument and from standard
// input.

import { describe, expect, it } from 'vitest';
import { cli, expectRefusal, file, forge, now, PRIVATE, type Result } from '../support/command.js';
import { SECRET, WIDGET_ID } from '../support/helpers.js';

const RIGHT = /^✔ this token keeps every documented rule\n/;

/** As an argument, and as standard input. */
const inspectBoth = async (text: string): Promise<Result[]> => [
  await cli(['inspect', text]),
  await cli(['inspect'], { input: text }),
];

const note = (place: string): string =>
  `The token is in ${place}. Amazon's snippet reads only {"data":"<token>"}: answer with that.`;

const WITHIN = 'The token is within other text, which is not inspected.';

const REQUEST_AGAIN = 'Request it as a customer who is signed in.';

describe('inspect reads the token in', () => {
  it.each<[form: string, wrap: (token: string) => string, notes?: string[]]>([
    ['{"token":"…"}', (token) => JSON.stringify({ token }), [note('"token"')]],
    ['{"jwt":"…"}', (token) => JSON.stringify({ jwt: token, expiresIn: 500 }), [note('"jwt"')]],
    [
      "API Gateway's body",
      (token) => JSON.stringify({ statusCode: 200, headers: {}, body: JSON.stringify({ data: token }) }),
      [note('"body"["data"]')],
    ],
    ['a body that is only the token', (token) => JSON.stringify({ body: token }), [note('"body"')]],
    ['nested JSON', (token) => JSON.stringify({ a: [{ b: token }] }, null, 2), [note('"a"[0]["b"]')]],
    ['["…"]', (token) => JSON.stringify([token]), [note('an array')]],
    ['Bearer in JSON', (token) => JSON.stringify({ token: `Bearer ${token}` }), [note('"token"')]],
    ['the same token twice in JSON', (token) => JSON.stringify({ a: token, b: [token] }), [note('"a"')]],
    ['data beside another token', (token) => JSON.stringify({ data: token, id: forge({ a: 1 }) })],
    [
      'JSON that is encoded twice',
      (token) => JSON.stringify(JSON.stringify({ data: token })),
      ['The JSON is encoded twice: answer with the object, not with its JSON.'],
    ],
    [
      "Python's b'…'",
      (token) => `b'${token}'`,
      ["Python printed the token as bytes, b'…'. Use token.decode('ascii') in the answer."],
    ],
    ['an Authorization line', (token) => `Authorization: Bearer ${token}`],
    ['an Authorization line without Bearer', (token) => `authorization: ${token}\n`],
    [
      'an Authorization line that is broken',
      (token) => `Authorization: Bearer\r\n ${token.replace(/.{60}/g, '$&\r\n ')}`,
    ],
    [
      'an Authorization line among others',
      (token) => `Host: example.com\r\nAuthorization: Bearer ${token}\r\nAccept: */*`,
    ],
    ['a header in JSON', (token) => `"Authorization": "Bearer ${token}"`],
    [
      'the output of curl -i',
      (token) =>
        `HTTP/2 200 \r\ncontent-type: application/json\r\ncache-control: no-store\r\n\r\n{"data":"${token}"}\n`,
    ],
    [
      'the output of curl -i with line feeds only',
      (token) => `HTTP/1.1 200 OK\ncontent-type: text/plain\n\n${token}`,
    ],
    [
      'the output of curl -i through a proxy and a redirect',
      (token) =>
        `HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 302 Found\r\nlocation: /b\r\n\r\nHTTP/1.1 201 \r\na: b\r\n\r\n{"data":"${token}"}`,
    ],
    [
      'the output of curl -i with another name',
      (token) => `HTTP/1.1 200 OK\r\na: b\r\n\r\n{"token":"${token}"}`,
      [note('"token"')],
    ],
    [
      'the output of curl -i with status 500',
      (token) => `HTTP/1.1 500 \r\na: b\r\n\r\n{"data":"${token}"}`,
      ["The endpoint answered 500. The server's log has the reason."],
    ],
    ['a Cookie line', (token) => `Cookie: session=x; token=${token}; theme=dark`],
    ['a Set-Cookie line', (token) => `Set-Cookie: token=${token}; Path=/; HttpOnly`],
    ['a cookie without the name of the header', (token) => `token=${token}; Path=/`],
    ['a line of an .env file', (token) => `TOKEN="${token}"`],
    [
      'the output of curl -v',
      (token) =>
        `*   Trying 127.0.0.1:3000...\n> GET /token HTTP/1.1\n> Host: localhost\n>\n< HTTP/1.1 200 OK\n< Content-Type: application/json\n<\n{ [180 bytes data]\n{"data":"${token}"}\n* Connection #0 to host localhost left intact`,
    ],
    ['a call in JavaScript', (token) => `callback('${token}');`, [WITHIN]],
    ['an event stream', (token) => `event: token\ndata: ${token}`, [WITHIN]],
    ['a line of a log', (token) => `2026-11-26 info token=${token} ok`, [WITHIN]],
    ['a URL', (token) => `https://www.example.com/chat?token=${token}&theme=dark#top`, [WITHIN]],
    ['a text with the same token twice', (token) => `${token}, ${token}`, [WITHIN]],
  ])('%s', async (_form, wrap, notes = []) => {
    for (const { status, out, errors } of await inspectBoth(wrap(forge({ attributes: { name: 'Jane' } })))) {
      expect(errors).toEqual([]);
      expect(out).toMatch(RIGHT);
      expect(out).toContain('"name": "Jane"');
      expect(out.match(/(?<=^ {2}Note: ).*$/gm) ?? []).toEqual(notes);
      expect(status).toBe(0);
    }
  });

  it('JSON within JSON, as deep as eight members', async () => {
    const nested = (depth: number): string => `${'{"a":'.repeat(depth)}"${forge({})}"${'}'.repeat(depth)}`;
    expect((await cli(['inspect'], { input: nested(8) })).out).toMatch(RIGHT);
    expectRefusal(
      await cli(['inspect'], { input: nested(9) }),
      1,
      'There is no token in this JSON. Amazon\'s snippet reads only {"data":"<token>"}.',
    );
  });

  it('two arguments, with the space between them', async () => {
    const { out } = await cli(['inspect', '[object', 'Promise]']);
    expect(out).toContain('token is the text of a Promise');
  });

  it("an option of curl, which as an argument would be the command's own", async () => {
    const input = `-H 'Authorization: Bearer ${forge({})}'`;
    expect((await cli(['inspect'], { input })).out).toMatch(RIGHT);
  });

  it('JSON, with its notes in --json, and with no member for them if there are none', async () => {
    const token = forge({});
    const json = async (input: string): Promise<unknown> =>
      JSON.parse((await cli(['inspect', '--json'], { input })).out);
    expect(await json(JSON.stringify({ token }))).toHaveProperty('notes', [note('"token"')]);
    expect(await json(token)).not.toHaveProperty('notes');
  });
});

describe('inspect says what it got instead of a token:', () => {
  const ERROR = "There is no token: the endpoint answered with an error. The server's log has the reason.";
  const UNAVAILABLE =
    "There is no token. The endpoint could not create the token. It passed the reason to onError; without onError, it is in the server's log.";
  const PAGE =
    'This is a web page (HTML): does the endpoint need a sign-in? It must answer {"data":"<token>"}.';
  const READS = 'Amazon\'s snippet reads only {"data":"<token>"}.';

  it.each([
    [
      'nothing',
      '',
      'There is no token: the input is empty. Did the endpoint answer 401? Use curl -i, which shows it.',
    ],
    ['a page', '<!doctype html>\n<title>Sign in</title>', PAGE],
    ['a page without a doctype', ` <html><body>${PRIVATE}`, PAGE],
    [
      'a URL',
      'https://example.com/token',
      'This is a URL. Use check, which requests it: amazon-connect-widget-token check URL',
    ],
    ["the error of this package's endpoint", '{"error":"token_unavailable"}', UNAVAILABLE],
    ['another error', '{"error":"x"}', ERROR],
    ['an error in an array', '{"error":["origin_not_allowed"]}', ERROR],
    ['errors', '{"errors":[]}', ERROR],
    ['an error of a Lambda function', '{"errorType":"Error"}', ERROR],
    ['the message of one', '{"errorMessage":"x"}', ERROR],
    ['a number as data', '{"data":5}', `There is no token: "data" is number, not a string. ${READS}`],
    ['an object as data', '{"data":{"a":1}}', `There is no token: "data" is object, not a string. ${READS}`],
    ['an error that is not text', '{"error":{}}', ERROR],
    ['an error of AWS', `{"message":"${PRIVATE}"}`, ERROR],
    ['JSON without a token', `{"token":"${PRIVATE}"}`, `There is no token in this JSON. ${READS}`],
    ['JSON with a domain name', '{"site":"example.co.uk"}', `There is no token in this JSON. ${READS}`],
    [
      'JSON of undefined',
      '{}',
      'There is no token in this JSON: it is empty. If the server answers with { data: token }, token is undefined.',
    ],
    [
      'an empty array',
      '[]',
      'There is no token in this JSON: it is empty. If the server answers with { data: token }, token is undefined.',
    ],
    ['null as data', '{"data":null}', `There is no token: "data" is null, not a string. ${READS}`],
    [
      'a Promise as data',
      '{"data":{}}',
      'There is no token: "data" is {}, which JSON.stringify makes of a Promise. Use await createWidgetToken(…).',
    ],
    [
      'several tokens',
      `{"a":"${forge({ a: 1 })}","b":"${forge({ b: 1 })}"}`,
      'This JSON has 2 tokens. Pass one of them.',
    ],
    [
      'a name twice',
      `{"data":"${forge({})}","data":"x"}`,
      'This JSON has a key twice, and parsers differ in which one they use. Give each key once.',
    ],
    [
      'a text with several tokens',
      `a: ${forge({ a: 1 })}\nb: ${forge({ b: 1 })}`,
      'This text has 2 tokens. Pass one of them.',
    ],
    ...['…', '...'].map((end): [string, string, string] => [
      `a token that is cut with ${end}`,
      `${forge({}).slice(0, 60)}${end}`,
      'This token is cut: it has "…" or "..." instead of the rest. Copy it from the body of the answer, in the network tools of the browser.',
    ]),
    [
      "a 403 of this package's endpoint",
      'HTTP/1.1 403 Forbidden\r\n\r\n{"error":"origin_not_allowed"}',
      "The endpoint answered 403. There is no token. The endpoint does not allow the page's origin. Add it to the option origins, as in origins: ['https://www.example.com'].",
    ],
    [
      'a 304',
      'HTTP/1.1 304 Not Modified\r\netag: "x"\r\n\r\n',
      'The endpoint answered 304. The body is empty. The endpoint must answer 200 with "Cache-Control: no-store", so that no browser keeps the token.',
    ],
    ['a cookie', `Cookie: name=${PRIVATE}`, 'This is a cookie without a token. Pass the token.'],
    [
      'cookies with several tokens',
      `Cookie: a=${forge({ a: 1 })}; b=${forge({ b: 1 })}`,
      'These cookies have several tokens. Pass one of them.',
    ],
    [
      'a 401 without a body',
      'HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n',
      `The endpoint answered 401. The body is empty. ${REQUEST_AGAIN}`,
    ],
    [
      'a redirect',
      'HTTP/2 302 \r\nlocation: /sign-in\r\n\r\n',
      'The endpoint answered 302. The body is empty. It is a redirect: does the endpoint need a sign-in?',
    ],
    [
      'a 500 with its error',
      'HTTP/1.1 500 Internal Server Error\r\n\r\n{"error":"token_unavailable"}',
      `The endpoint answered 500. ${UNAVAILABLE}`,
    ],
    [
      'a 404 without a body',
      'HTTP/1.1 404 Not Found',
      'The endpoint answered 404. The body is empty. Check the path.',
    ],
    [
      'a 405 without a body',
      'HTTP/1.1 405 Method Not Allowed\r\n\r\n',
      'The endpoint answered 405. The body is empty. It must answer 200 with {"data":"<token>"}.',
    ],
    [
      'a 401 of API Gateway',
      'HTTP/1.1 401 Unauthorized\r\n\r\n{"message":"Unauthorized"}',
      `The endpoint answered 401. ${REQUEST_AGAIN}`,
    ],
    ['a page in the output of curl -v', '< HTTP/1.1 200 OK\n< a: b\n<\n<!doctype html>\n<html>', PAGE],
    ['a page with status 200', 'HTTP/1.1 200 OK\r\na: b\r\n\r\n<html>', PAGE],
  ])('%s', async (_what, text, line) => {
    for (const result of await inspectBoth(text)) expectRefusal(result, 1, line);
  });

  it.each([
    ['undefined', 'token is the text of a value that was not set: the server put it into its answer'],
    [
      '{"data":"undefined"}',
      'token is the text of a value that was not set: the server put it into its answer',
    ],
    ['Promise { <pending> }', 'token is the text of a Promise: the server did not wait for the token.'],
    [
      `${'Ab1+'.repeat(10)}Ab1=`,
      'token looks like a security key. Keep it on the server, and answer with the result of createWidgetToken(…). If others have seen the key, rotate it.',
    ],
    ['[object Promise]', 'token is the text of a Promise: the server did not wait for the token.'],
    ['{"data":"[object Object]"}', 'token is the text of an object.'],
    ['{"data":""}', 'token is an empty string.'],
    [`{"data":"b'x.y.z'"}`, "token is Python's text of bytes. Use token.decode('ascii')"],
    ['{"data":"{\\"token\\":1}"}', 'token is JSON, not a token.'],
    ['???', 'token must have three parts'],
  ])('%s', async (input, problem) => {
    const { status, out } = await cli(['inspect'], { input });
    expect(out).toMatch(/^✖ 1 problem\n/);
    expect(out).toContain(`  ERR_TOKEN_MALFORMED: ${problem}`);
    expect(status).toBe(1);
  });

  it('JSON that is nested too deeply has no token', async () => {
    const input = `${'['.repeat(100_000)}"${forge({})}"${']'.repeat(100_000)}`;
    expectRefusal(await cli(['inspect'], { input }), 1, `There is no token in this JSON. ${READS}`);
  });
});

describe('the report of inspect', () => {
  it('begins with its verdict, and lists the problems before the details', async () => {
    const { out } = await cli(['inspect', forge({ attributes: { age: 45 } })]);
    expect(out).toMatch(/^✖ 1 problem\n {2}ERR_ATTRIBUTE_VALUE_NOT_STRING: .*\n\nHeader\n/);
    expect((await cli(['inspect', forge({ attributes: { a: 1, b: 2, c: 3 } })])).out).toMatch(
      /^✖ 3 problems\n/,
    );
  });

  it.each<[what: string, iat: number, exp: number, line: RegExp]>([
    ['years', -95_000_000, -94_999_500, /^Lifetime: ~\[31mexpired 3 years ago~\[0m, at 2/m],
    [
      'an hour in all',
      0,
      3600,
      /^Lifetime: ~\[31m(60|59) minutes left, of 60 minutes in all, where at most 10 minutes are allowed~\[0m, until /m,
    ],
    [
      'one second too many',
      0,
      601,
      /^Lifetime: ~\[31m(10|9) minutes left, of 601 s in all, where at most 10 minutes are allowed~\[0m, until /m,
    ],
    [
      'an expiry before the issue',
      0,
      -500,
      /^Lifetime: ~\[31mexpired 8 minutes ago, and it never was valid~\[0m, at /m,
    ],
    ['the right one', 0, 500, /^Lifetime: ~\[32m[78] minutes left~\[0m, until /m],
  ])(
    'says the lifetime as people do, and in red if it breaks the rule: %s',
    async (_what, iat, exp, line) => {
      const token = forge({ iat: now() + iat, exp: now() + exp });
      const report = (await cli(['inspect', token], { env: { FORCE_COLOR: '1' } })).out.replaceAll(
        '\u001b',
        '~',
      );
      expect(report.replace('~[1mLifetime~[0m', 'Lifetime')).toMatch(line);
      const { expiresInSeconds } = JSON.parse((await cli(['inspect', '--json', token])).out) as {
        expiresInSeconds: number;
      };
      expect(Math.abs(expiresInSeconds - exp)).toBeLessThan(30);
    },
  );
});

describe('inspect', () => {
  it('says what to do with the name of a file', async () => {
    expectRefusal(
      await cli(['inspect', file('token.txt', forge({}))]),
      2,
      'This is the name of a file. To inspect what is in it: inspect - < FILE',
    );
  });

  it('prints a long value only to 200 characters, and all of it in --json', async () => {
    const name = 'x'.repeat(301);
    const token = forge({ attributes: { a: name, b: name.slice(1) } });
    const { out } = await cli(['inspect', token]);
    expect(out).toContain(`"a": "${name.slice(0, 200)}... (301 characters)"`);
    expect(out).toContain(`"b": "${name.slice(1)}"`);
    expect((await cli(['inspect', '--json', token])).out).toContain(`"a": "${name}"`);
  });

  it('does not call a signature valid without saying that the key is wrong', async () => {
    const secret = `\n${SECRET}\n`;
    const { out } = await cli(['inspect', forge({}, secret)], { env: { CONNECT_SECRET: secret } });
    expect(out).toContain('Signature: valid only with this wrong key');
    expect(out).toMatch(/^ {2}ERR_SECRET_INVALID: CONNECT_SECRET must not .* Remove it\.$/m);
  });

  it('says where the expected widget id is from', async () => {
    const token = forge({});
    const other = '00000000-0000-4000-8000-000000000000';
    expect((await cli(['inspect', '--widget-id', other, token])).out).toContain(
      'ERR_TOKEN_WIDGET_ID: sub is not the expected widget id (--widget-id). ',
    );
    expect((await cli(['inspect', token], { env: { CONNECT_WIDGET_ID: other } })).out).toContain(
      'ERR_TOKEN_WIDGET_ID: sub is not the expected widget id (CONNECT_WIDGET_ID). ',
    );
  });
});

describe('inspect does not print', () => {
  const OTHER = 'kJ8s0vLq2Wc5Yx7Zb1Nn4Mm6Pp9Qq3Rr8Tt0Uu2Vv4E=';

  it.each([
    ['in an attribute', { attributes: { note: `key: ${OTHER}.` } }, 'attributes["note"] has the shape'],
    ['as the name of an attribute', { attributes: { [OTHER]: 'x' } }, 'attributes has a name with the shape'],
    ['as the name of a claim', { [OTHER]: 1 }, 'claims has a name with the shape'],
    [
      'in the name of an attribute',
      { attributes: { [`x-${OTHER}`]: 1 } },
      'attributes has a name with the shape',
    ],
  ])('what has the shape of a key, %s, without the key at hand', async (_where, claims, problem) => {
    const note = `  Note: ${problem} of a security key, and is not shown. If it is one, rotate the key.\n`;
    for (const env of [{ CONNECT_SECRET: '' }, {}]) {
      for (const options of [[], ['--json']]) {
        const { out } = await cli(['inspect', ...options, forge(claims)], { env });
        for (let at = 0; at + 16 <= OTHER.length; at++) expect(out).not.toContain(OTHER.slice(at, at + 16));
        if (options.length === 0) expect(out).toContain(note);
      }
    }
  });

  it('any of sixty texts with the shape of a key', async () => {
    const texts = Array.from(
      { length: 60 },
      (_, index) => `${OTHER.slice(2)}${index + 10}`.replace('=', 'x') + '=',
    ).map((text) => text.slice(-44));
    const { out } = await cli([
      'inspect',
      '--json',
      forge({ attributes: Object.fromEntries(texts.map((text, index) => [`a${index}`, text])) }),
    ]);
    for (const text of texts) expect(out).not.toContain(text);
    expect(out.match(/\(not shown\)/g)).toHaveLength(60);
  });

  it('does print longer and shorter Base64', async () => {
    for (const note of [`${OTHER.slice(0, -1)}x=`, OTHER.slice(1), `${OTHER.slice(0, -1)}+${OTHER}`]) {
      const { status, out } = await cli(['inspect', forge({ attributes: { note } })]);
      expect(out).toContain(`"note": "${note}"`);
      expect(status).toBe(0);
    }
  });

  it('a part of the key, and reports it', async () => {
    const part = SECRET.slice(4, 24);
    const token = forge({ attributes: { note: `x${part}`, [`k-${part}`]: 'x' } });
    const { status, out } = await cli(['inspect', token]);
    const rest =
      'contains a part of the security key, which anyone could read in the token. Remove it. If a token that contains the key was ever sent, rotate the key.';
    expect(out).toMatch(/^✖ 2 problems\n/);
    expect(out).toContain(`  ERR_SECRET_EXPOSED: attributes["note"] ${rest}\n`);
    expect(out).toContain(`  ERR_SECRET_EXPOSED: attributes has a name that ${rest}\n`);
    expect(out).not.toContain(part.slice(0, 16));
    expect(status).toBe(1);
    const { issues } = JSON.parse((await cli(['inspect', '--json', token])).out) as {
      issues: { code: string }[];
    };
    expect(issues.map(({ code }) => code)).toEqual(['ERR_SECRET_EXPOSED', 'ERR_SECRET_EXPOSED']);
  });
});

describe('the messages of the command are in its own terms:', () => {
  const CODE = /(?<!--)\b(secret|widgetId|expiresIn|customerId)\b|\w\(/;

  it.each([
    ['white space', `${SECRET} `, 'must not have white space around it. Remove it.'],
    ['white space and quotes', ` "${SECRET}"`, 'must not have white space or quotes around it. Remove both.'],
    [
      'percent encoding',
      encodeURIComponent(SECRET),
      'is percent-encoded. Copy it from the Connect console again.',
    ],
    ['Base64', btoa(SECRET), 'is Base64 of the key. Decode it once: base64 --decode.'],
    ['JSON', `{"key":"${SECRET}"}`, 'must not be JSON. Pass only the key in it.'],
    [
      'a decoded key',
      Buffer.from(SECRET, 'base64').toString('utf8'),
      'must not be decoded from Base64. Pass the security key as Connect shows it.',
    ],
  ])('a key with %s', async (_what, key, problem) => {
    const inFile = ['--secret-file', file('key.txt', key)];
    for (const [args, env, name] of [
      [[], { CONNECT_SECRET: key.replaceAll('\0', 'x') }, 'CONNECT_SECRET'],
      [inFile, {}, 'the key in --secret-file'],
    ] as const) {
      const { errors } = await cli(['sign', '--widget-id', WIDGET_ID, ...args], { env });
      expect(errors).toEqual([`ERR_SECRET_INVALID: ${name} ${problem}`]);
      const inspected = (await cli(['inspect', ...args, forge({})], { env })).out;
      expect(inspected).toContain(`  ERR_SECRET_INVALID: ${name} ${problem}\n`);
      expect(errors.join().replace(SECRET, '')).not.toMatch(CODE);
    }
  });

  it.each([
    [
      ['--widget-id', ` ${WIDGET_ID}`],
      '',
      'ERR_WIDGET_ID_INVALID: --widget-id must not have white space around it. Remove it.',
    ],
    [
      ['--customer-id', 'x'.repeat(129)],
      '',
      'ERR_CUSTOMER_ID_INVALID: --customer-id must have at most 128 characters. Shorten it.',
    ],
    [
      ['--expires-in', '601'],
      '',
      'ERR_EXPIRES_IN_INVALID: --expires-in must be seconds, a whole number from 1 to 600 (10 minutes), as in --expires-in 600.',
    ],
    [
      ['--attributes', '-'],
      '{"age":45}',
      'ERR_ATTRIBUTE_VALUE_NOT_STRING: attributes["age"] must be a string, not number, or Connect does not start the chat. Write it as a string in double quotes, such as "45".',
    ],
    [
      ['--attributes', '-'],
      '{"a":"\\ud800"}',
      'ERR_ATTRIBUTE_VALUE_INVALID: attributes["a"] must not contain half of a surrogate pair. Remove it.',
    ],
    [
      ['--attributes', '-'],
      '"{}"',
      'ERR_ATTRIBUTES_NOT_OBJECT: attributes must be a plain object, not string. Pass an object such as { "name": "Jane" }.',
    ],
    [
      ['--attributes', '-'],
      '[]',
      'ERR_ATTRIBUTES_NOT_OBJECT: attributes must be a plain object, not Array. Pass an object such as { "name": "Jane" }.',
    ],
    [
      ['--segment-attributes', '-'],
      '[]',
      'ERR_SEGMENT_ATTRIBUTES_INVALID: segmentAttributes must be a plain object, not Array. Pass an object such as { "connect:Subtype": { "ValueString": "connect:Guide" } }.',
    ],
    [
      ['--segment-attributes', '-'],
      '{"a":{"ValueString":1}}',
      'ERR_SEGMENT_ATTRIBUTES_INVALID: segmentAttributes["a"]["ValueString"] must be a string, not number. Write it in double quotes, or use ValueInteger for a whole number.',
    ],
    [
      ['--segment-attributes', '-'],
      '{"a":{"ValueList":1}}',
      'ERR_SEGMENT_ATTRIBUTES_INVALID: segmentAttributes["a"]["ValueList"] must be an array, not number. Pass one such as [{ "ValueString": "text" }].',
    ],
  ])('%j', async (args, input, line) => {
    const env = { CONNECT_WIDGET_ID: WIDGET_ID };
    expectRefusal(await cli(['sign', ...args], { input, env }), 1, line);
  });

  it('the widget id of the environment, and a claim of the token that has the name of an option', async () => {
    const env = { CONNECT_WIDGET_ID: ` ${WIDGET_ID}` };
    const line = 'ERR_WIDGET_ID_INVALID: CONNECT_WIDGET_ID must not have white space around it. Remove it.';
    expectRefusal(await cli(['sign'], { env }), 1, line);
    expectRefusal(await cli(['inspect', forge({})], { env }), 1, line);
    const { out } = await cli(['inspect', forge({ secret: 1, widgetId: 1, customerId: '' })]);
    expect(out).toContain('  ERR_TOKEN_CLAIM_INVALID: secret is not a claim that Amazon documents.');
    expect(out).toContain('  ERR_TOKEN_CLAIM_INVALID: widgetId is not a claim that Amazon documents.');
    expect(out).toContain('  ERR_CUSTOMER_ID_INVALID: customerId must have 1 to 128 characters.');
  });

  it('a part of the key in a name', async () => {
    const { errors } = await cli([
      'sign',
      '--widget-id',
      WIDGET_ID,
      '--attribute',
      `a ${SECRET.slice(0, 30)}=x`,
    ]);
    expect(errors).toEqual([
      'ERR_ATTRIBUTE_KEY_INVALID: A name here contains characters of the security key, so it is not shown. Pass the key only in CONNECT_SECRET or --secret-file. If a token that contains the key was ever sent, rotate the key.',
    ]);
  });

  it('the widget id and the key that are both missing', async () => {
    expectRefusal(
      await cli(['sign'], { env: { CONNECT_SECRET: '' } }),
      2,
      'The widget id is missing. Use --widget-id ID, or set CONNECT_WIDGET_ID.',
      'The security key is missing. Set CONNECT_SECRET, or use --secret-file FILE.',
    );
  });
});

describe('a misspelt option or command is refused with the one that was meant:', () => {
  it.each([
    [['sign', '--atribute', 'a=b'], '--atribute is not an option of sign. Did you mean --attribute?'],
    [['sign', '--attribtues', 'x'], '--attribtues is not an option of sign. Did you mean --attributes?'],
    [['sign', '--widgetid', 'x'], '--widgetid is not an option of sign. Did you mean --widget-id?'],
    [['sign', '--widgetId=x'], '--widgetId is not an option of sign. Did you mean --widget-id?'],
    [['sign', '--expire-in', '5'], '--expire-in is not an option of sign. Did you mean --expires-in?'],
    [['sign', '--ttl', '5'], '--ttl is not an option of sign. Did you mean --expires-in?'],
    [['sign', '--customer', '5'], '--customer is not an option of sign. Did you mean --customer-id?'],
    [
      ['sign', '--segment-atributes', 'x'],
      'That is not an option of sign. Did you mean --segment-attributes?',
    ],
    [['inspect', '--jsn'], '--jsn is not an option of inspect. Did you mean --json?'],
    [['inspect', '--key', 'x'], '--key is not an option of inspect. Did you mean --secret-file?'],
    [
      ['inspect', '--security-key', 'x'],
      '--security-key is not an option of inspect. Did you mean --secret-file?',
    ],
    [['inspect', '--key-file', 'x'], '--key-file is not an option of inspect. Did you mean --secret-file?'],
    [['sign', '--Attributes', 'x'], '--Attributes is not an option of sign. Did you mean --attributes?'],
    [['sign', '--ATRIBUTE', 'x'], '--ATRIBUTE is not an option of sign. Did you mean --attribute?'],
    [['inspect', '--jso'], '--jso is not an option of inspect. Did you mean --json?'],
    [
      ['inspect', '--zzzz'],
      '--zzzz is not an option of inspect. The options are: --widget-id, --secret-file, --help, --version, --json.',
    ],
    [['inspekt'], 'There is no such command. Did you mean inspect?'],
    [['sing'], 'There is no such command. Did you mean sign?'],
  ])('%j', async (args, line) => {
    expectRefusal(await cli(args), 2, line);
  });
});
