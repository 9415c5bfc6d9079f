// What inspect prints of a token.

import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { cli, expectRefusal, file, forge, PRIVATE, SIGN, signed } from '../support/command.js';
import { claimsOf, SECRET, WIDGET_ID } from '../support/helpers.js';

const NO_TOKEN =
  'There is no token: the input is empty. Did the endpoint answer 401? Use curl -i, which shows it.';

describe('inspect', () => {
  it('shows the content, size, lifetime and signature of a valid token', async () => {
    const { status, out, errors } = await cli([
      'inspect',
      await signed([...SIGN, '--attribute', 'name=Jane']),
    ]);
    expect(errors).toEqual([]);
    expect(out).toMatch(/^✔ this token keeps every documented rule\n\nHeader\n {2}\{\n {4}"alg": "HS256",\n/);
    expect(out).toMatch(/^ {4}"typ": "JWT"\n {2}\}\n\nClaims\n {2}\{/m);
    expect(out).toContain('"name": "Jane"');
    expect(out).toMatch(/^Size: \d+ of 6144 bytes\n {2}█+░+\n/m);
    expect(out).toMatch(/^Lifetime: [78] minutes left, until \d{4}-\d\d-\d\dT[\d:.]+Z$/m);
    expect(out).toMatch(/\n\nSignature: valid\n$/);
    expect(status).toBe(0);
  });

  it('shows every problem and how to fix it', async () => {
    const claims = { sub: 'other', iat: 1767225600, exp: 1767229200, attributes: { age: 45 } };
    const token = forge(claims, Buffer.from(SECRET, 'base64'));
    const { status, out, errors } = await cli(['inspect', '--widget-id', WIDGET_ID, token]);
    expect(errors).toEqual([]);
    expect(out).toMatch(
      /^Lifetime: expired \d+ \w+ ago, of 60 minutes in all, where at most 10 minutes are allowed, at 2026-01-01T01:00:00\.000Z$/m,
    );
    expect(out).toMatch(/^Signature: invalid$/m);
    const issues = out.slice(0, out.indexOf('Header'));
    expect(issues).toMatch(/^✖ 5 problems\n/);
    expect(issues).toMatch(
      /^ {2}ERR_TOKEN_SIGNATURE: .*Base64-decoded key\. Sign with the key as text, as Connect shows it\.$/m,
    );
    expect(issues).toMatch(/^ {2}ERR_TOKEN_LIFETIME: token .*3600 s\. Set iat to /m);
    expect(issues).toMatch(
      /^ {2}ERR_TOKEN_WIDGET_ID: sub is not the expected widget id \(--widget-id\)\. The widget id is /m,
    );
    expect(issues).toMatch(/^ {2}ERR_TOKEN_EXPIRED: token expired \d+ \w+ ago\. Create /m);
    expect(issues).toMatch(
      /^ {2}ERR_ATTRIBUTE_VALUE_NOT_STRING: attributes\["age"\].* Use stringifyAttributes\(row, \['age'\]\)\.$/m,
    );
    expect(status).toBe(1);
  });

  it('shows a full bar for a token that is too large', async () => {
    const { status, out } = await cli(['inspect'], {
      input: forge({ attributes: { pad: 'x'.repeat(4000) } }),
    });
    expect(out).toMatch(/^Size: 1\d{4} of 6144 bytes\n {2}█{60}\n/m);
    expect(out).toContain('ERR_TOKEN_TOO_LARGE');
    expect(status).toBe(1);
  });

  it('reports input that is not a token, and a token with another algorithm', async () => {
    const { status, out } = await cli(['inspect', 'no-token']);
    expect(out).toMatch(/^✖ 1 problem\n.*\n\nHeader\n {2}cannot be read\n\nClaims\n {2}cannot be read\n/);
    expect(out).toMatch(/^Lifetime: unknown$/m);
    expect(out).toContain('ERR_TOKEN_MALFORMED');
    expect(status).toBe(1);
    const other = await cli(['inspect', jsonwebtoken.sign({}, SECRET, { algorithm: 'HS512' })]);
    expect(other.out).toMatch(/^Signature: unchecked \(the algorithm is not HS256\)$/m);
    expect(other.out).toContain('ERR_TOKEN_ALGORITHM');
    expect(other.status).toBe(1);
  });

  it('works without a key, and then says that the signature is unchecked', async () => {
    const { status, out } = await cli(['inspect', forge({})], { env: { CONNECT_SECRET: '' } });
    expect(out).toMatch(/^✔ this token keeps every documented rule\. The signature was not checked\n/);
    expect(out).toMatch(/^Signature: unchecked \(set CONNECT_SECRET, or use --secret-file FILE\)$/m);
    expect(status).toBe(0);
  });

  it('reads the key from a file or from standard input', async () => {
    const token = forge({});
    const env = { CONNECT_SECRET: '' };
    const path = file('key.txt', `${SECRET}\n`);
    expect((await cli(['inspect', token, '--secret-file', path], { env })).out).toContain('Signature: valid');
    const input = `${SECRET}\n`;
    expect((await cli(['inspect', token, '--secret-file=-'], { env, input })).out).toContain(
      'Signature: valid',
    );
  });

  it('reports a problem with the key itself', async () => {
    const { status, out } = await cli(['inspect', forge({})], { env: { CONNECT_SECRET: `${SECRET}\n` } });
    expect(out).toMatch(
      /^ {2}ERR_SECRET_INVALID: CONNECT_SECRET must not have white space around it\. Remove it\.$/m,
    );
    expect(out).toMatch(/^ {2}ERR_TOKEN_SIGNATURE: /m);
    expect(status).toBe(1);
  });

  it('compares the token with the widget id of the option or of the environment', async () => {
    const args = ['inspect', forge({})];
    expect((await cli([...args, '--widget-id', WIDGET_ID])).status).toBe(0);
    expect((await cli([...args, '--widget-id', 'other'])).out).toContain('ERR_TOKEN_WIDGET_ID');
    expect((await cli(args, { env: { CONNECT_WIDGET_ID: 'other' } })).out).toContain('ERR_TOKEN_WIDGET_ID');
    expectRefusal(await cli([...args, '--widget-id=']), 1, /^ERR_WIDGET_ID_INVALID: /);
  });

  it.each<[what: string, wrap: (token: string) => string]>([
    ['white space around it', (token) => `\n\t ${token} \r\n`],
    ['line breaks in it', (token) => token.replace(/.{40}/g, '$&\r\n  ')],
    ['Bearer before it', (token) => `Bearer ${token}`],
    ['bearer and a line break before it', (token) => `bearer\n${token}\n`],
    ['double quotes around it', (token) => `"${token}"`],
    ['single quotes and spaces around it', (token) => ` '${token}' `],
    ['quotes around it and Bearer', (token) => `"Bearer ${token}"`],
    ['curly quotes around it', (token) => `“${token}”`],
    ['a byte order mark before it', (token) => `\ufeff${token}`],
    ['the JSON of the endpoint around it', (token) => JSON.stringify({ data: token })],
    ['JSON in several lines around it', (token) => JSON.stringify({ other: null, data: token }, null, 2)],
  ])('accepts a token with %s', async (_what, wrap) => {
    const token = forge({});
    const size = `Size: ${2 * token.length} of`;
    for (const result of [
      await cli(['inspect'], { input: wrap(token) }),
      await cli(['inspect', '-'], { input: wrap(token) }),
      await cli(['inspect', wrap(token)]),
    ]) {
      expect(result.out).toContain(size);
      expect(result.status).toBe(0);
    }
  });

  it('accepts a token in several arguments', async () => {
    expect((await cli(['inspect', 'Bearer', forge({})])).status).toBe(0);
  });

  it.each([
    ['incomplete JSON', `{"data":"${PRIVATE}`],
    ['null', 'null'],
  ])('reports that there is no token in %s', async (_what, input) => {
    const { status, out } = await cli(['inspect'], { input });
    expect(out).toContain('ERR_TOKEN_MALFORMED');
    expect(out).not.toContain(PRIVATE);
    expect(status).toBe(1);
  });

  it.each(['', '\n', '""', 'Bearer '])('reports that there is no token in %j', async (input) => {
    expectRefusal(await cli(['inspect'], { input }), 1, NO_TOKEN);
    expectRefusal(await cli(['inspect', input]), 1, NO_TOKEN);
  });

  it('refuses input that is not UTF-8', async () => {
    const input = Buffer.from([0x65, 0xff, 0xfe]);
    expectRefusal(await cli(['inspect'], { input }), 1, 'Standard input must be text in UTF-8.');
  });

  it('escapes control characters in its report and in its JSON', async () => {
    const name = '\u001b]0;title\u0007\u009b31m\u007f\u202e\u2028\u2029\u200b\u2066\udb40\udc41\n';
    const token = forge({ [name]: name, attributes: { name, emoji: '🦊 ë 日本' } });
    const report = (await cli(['inspect', token])).out;
    const json = (await cli(['inspect', '--json', token])).out;
    for (const out of [report, json]) {
      expect(out.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      expect(out).toContain('\\u001b]0;title\\u0007\\u009b31m\\u007f\\u202e\\u2028\\u2029\\u200b\\u2066');
      expect(out).toContain('🦊 ë 日本');
    }
    expect(JSON.parse(json)).toMatchObject({ claims: { [name]: name, attributes: { name } } });
  });

  it('does not fail on unexpected claims', async () => {
    const odd = '{"__proto__":{"exp":1},"constructor":null,"toJSON":"x","sub":1,"iat":-1e308,"exp":1e10}';
    const head = Buffer.from('{"alg":"HS256"}').toString('base64url');
    const { status, out, errors } = await cli([
      'inspect',
      `${head}.${Buffer.from(odd).toString('base64url')}.AA`,
    ]);
    expect(errors).toEqual([]);
    expect(out).toContain('"__proto__": {');
    expect(out).toContain('until 2286-');
    expect(status).toBe(1);
  });

  describe('--json', () => {
    it('prints the inspection of a valid token', async () => {
      const token = forge({ attributes: { name: 'Jane' } });
      const { status, out, errors } = await cli(['inspect', '--json', token]);
      expect(errors).toEqual([]);
      const characters = token.length;
      expect(JSON.parse(out)).toEqual({
        header: { alg: 'HS256', typ: 'JWT' },
        claims: claimsOf(token),
        size: {
          characters,
          bytes: 2 * characters,
          maxBytes: 6144,
          remainingBytes: 6144 - 2 * characters,
          fits: true,
        },
        signature: 'valid',
        expiresInSeconds: expect.any(Number) as unknown,
        issues: [],
      });
      expect(status).toBe(0);
    });

    it('prints the issues of an invalid token', async () => {
      const { status, out } = await cli(['inspect', '--json'], { input: 'no-token' });
      const { issues, ...others } = JSON.parse(out) as { issues: object[] };
      expect(issues).toMatchObject([{ code: 'ERR_TOKEN_MALFORMED', path: ['token'] }]);
      expect(Object.keys(others)).toEqual(['size', 'signature']);
      expect(status).toBe(1);
    });
  });
});

describe('claims that are nested too deeply to print', () => {
  it('are reported in one line', async () => {
    const token = `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${Buffer.from(`{"attributes":${'['.repeat(30_000)}${']'.repeat(30_000)}}`).toString('base64url')}.AA`;
    for (const options of [[], ['--json']]) {
      const line = 'The token is nested too deeply to be printed. Contact attributes are strings.';
      expectRefusal(await cli(['inspect', ...options], { input: token }), 1, line);
    }
  });
});

it.each(['Bearer ', '"', ' '])(
  'inspect reports %j before the token in the JSON of the endpoint',
  async (before) => {
    const { status, out } = await cli(['inspect'], { input: JSON.stringify({ data: before + forge({}) }) });
    const line =
      'ERR_TOKEN_MALFORMED: token must not have white space, quotes or "Bearer" around it. Pass only the token.';
    expect(out).toContain(line);
    expect(status).toBe(1);
  },
);
