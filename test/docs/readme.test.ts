// README is correct: each of its code blocks is compiled, and run or read, and its tables are complete.

import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createWidgetToken, validateAttributes } from 'amazon-connect-widget-token';
import jsonwebtoken from 'jsonwebtoken';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import * as limits from '../../src/rules/limits.js';
import { compileProblems, exampleFolder, printedBy, ROOT, writeExample } from '../support/examples.js';
import { SECRET, WIDGET_ID } from '../support/helpers.js';
import { authenticate } from '../support/snippet.js';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

const SESSION = `
  export interface Customer { name: string; memberId: string }
  interface Asked { headers: { cookie?: string | undefined } | { get(name: string): string | null } }
  export async function customerOf({ headers }: Asked): Promise<Customer | undefined> {
    const cookie = 'get' in headers ? headers.get('cookie') : headers.cookie;
    if (cookie === 'broken') throw new Error('the session store is down');
    return cookie ? { name: 'Jane', memberId: '123456789' } : undefined;
  }
`;

afterEach(() => {
  vi.unstubAllEnvs();
});

const folder = exampleFolder();
writeExample(folder, 'session.ts', SESSION);

const blocks = [...README.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', code = ''], index) => {
  // The block with a test uses its runner's globals, as in Jest.
  const imports = code.includes("test('") ? "import { expect, test } from 'vitest';\n" : '';
  const file = language === 'ts' ? writeExample(folder, `block-${index}.ts`, imports + code) : '';
  return { language, code, file };
});

/** The blocks that no test has used. */
const unused = new Set(blocks);

/** The block that contains this text, and the output that follows it. */
function block(language: string, text: string): { code: string; file: string; output: string } {
  const index = blocks.findIndex((one) => one.language === language && one.code.includes(text));
  const [found, following] = blocks.slice(index);
  if (index === -1 || found === undefined) expect.fail(`README has no ${language} block with ${text}`);
  unused.delete(found);
  if (following?.language === 'text') unused.delete(following);
  return { code: found.code, file: found.file, output: following?.code ?? '' };
}

describe("README's code", () => {
  it('compiles with the settings of the source', () => {
    const files = blocks.map(({ file }) => file).filter((file) => file !== '');
    expect(files.length).toBeGreaterThan(5);
    expect(compileProblems(files)).toEqual([]);
  });

  it('serves a token to the page, with the JSON and the header that it needs', async () => {
    const { file } = block('ts', 'createServer');
    block('html', 'amazon_connect'); // authenticate runs it
    vi.stubEnv('CONNECT_WIDGET_ID', WIDGET_ID);
    vi.stubEnv('CONNECT_SECRET', SECRET);
    vi.stubEnv('PORT', '0');
    const createServer = vi.spyOn(http, 'createServer');
    vi.doMock('node:http', () => http); // so that README's code calls the spy
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    onTestFinished(() => {
      error.mockRestore();
    });

    await import(file);
    const server = createServer.mock.results[0]?.value as Server;
    onTestFinished(() => {
      server.close();
    });
    if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    const response = await fetch(`${url}/token`, { headers: { cookie: 'session=1' } });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-type')).toBe('application/json');

    const headers = { cookie: 'session=1' };
    const token = await authenticate((path) => fetch(url + path, { headers }));
    expect(jsonwebtoken.verify(token, SECRET, { algorithms: ['HS256'], subject: WIDGET_ID })).toMatchObject({
      attributes: { name: 'Jane', memberId: '123456789' },
    });

    expect((await fetch(`${url}/token`)).status).toBe(401);
    expect((await fetch(url)).status).toBe(404);
    const failed = await fetch(`${url}/token`, { headers: { cookie: 'broken' } });
    expect(failed.status).toBe(500);
    expect(await failed.text()).toBe('');
    expect(error).toHaveBeenCalledOnce();
  });

  it('serves a token to a page of another origin, through a middleware', async () => {
    const { file } = block('ts', 'createTokenHandler');
    vi.stubEnv('CONNECT_WIDGET_ID', WIDGET_ID);
    vi.stubEnv('CONNECT_SECRET', SECRET);
    const app = ((await import(file)) as { default: { fetch: (request: Request) => Promise<Response> } })
      .default;
    const origin = 'https://www.example.com';
    const ask = (headers: Record<string, string>, method = 'GET'): Promise<Response> =>
      app.fetch(new Request('https://api.example.com/token', { method, headers }));

    const token = await authenticate(() => ask({ cookie: 'session=1', origin }));
    expect(jsonwebtoken.verify(token, SECRET, { algorithms: ['HS256'], subject: WIDGET_ID })).toMatchObject({
      attributes: { name: 'Jane', memberId: '123456789' },
    });
    for (const [headers, method] of [
      [{ cookie: 'session=1', origin }, 'GET'],
      [{ origin }, 'GET'],
      [{ origin, 'access-control-request-method': 'GET' }, 'OPTIONS'],
    ] as const) {
      const response = await ask(headers, method);
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
      expect(response.headers.get('access-control-allow-credentials')).toBe('true');
      if (method === 'GET') expect(response.headers.get('cache-control')).toBe('no-store');
    }
    const stranger = await ask({ cookie: 'session=1', origin: 'https://example.net' });
    expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
    expect((await ask({ origin })).status).toBe(401);
  });

  it.each([
    'validateAttributes({',
    'stringifyAttributes(row',
    'estimateTokenSize({',
    'instanceof WidgetTokenError',
    'inspectWidgetToken(',
  ])('prints the output that follows it: %s', async (text) => {
    const { file, output } = block('ts', text);
    expect(await printedBy(file)).toBe(output);
  });

  it('signs with a key that it imports itself', async () => {
    const { file } = block('ts', 'importKey');
    vi.stubEnv('CONNECT_SECRET', SECRET);
    const token = (await printedBy(file)).trim();
    expect(jsonwebtoken.verify(token, SECRET)).toHaveProperty('sub', 'widget-id');
  });

  it('verifies a token before it calls StartChatContact', async () => {
    const { file } = block('ts', 'CONNECT_OLD_SECRET');
    vi.stubEnv('CONNECT_SECRET', SECRET);
    vi.stubEnv('CONNECT_OLD_SECRET', `an old ${SECRET}`);
    const { chatRequest } = (await import(file)) as { chatRequest: (token: string) => Promise<object> };
    const options = { widgetId: 'widget-id', secret: `an old ${SECRET}`, customerId: '42' };
    const token = await createWidgetToken({ ...options, attributes: { name: 'Jane' } });
    expect(await chatRequest(token)).toEqual({ Attributes: { name: 'Jane' }, CustomerId: '42' });
    await expect(
      chatRequest(await createWidgetToken({ ...options, secret: `no ${SECRET}` })),
    ).rejects.toThrow();
  });

  it('has valid JSON with valid attributes for the simulated chat', () => {
    const { code } = block('json', 'memberId');
    expect(validateAttributes(JSON.parse(code))).toHaveProperty('value');
  });

  it('names scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    const { code } = block('sh', 'npm run demo');
    const { code: playground } = block('sh', 'npm run playground');
    const named = [...`${code}${playground}`.matchAll(/npm (?:run )?((?!ci|run)[\w:]+)/g)].map(
      ([, name]) => name,
    );
    expect(named).toEqual(['demo', 'test', 'test:matrix', 'playground']);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
    // The commands in this one are run by test/package/cli.test.ts, where there is a build.
    expect(block('sh', 'npx ').code).toContain('npx amazon-connect-widget-token sign');
    expect(block('sh', 'npm install').code).toBe('npm install amazon-connect-widget-token\n');
  });
});

// README's block with a test runs here as a test.
await import(block('ts', "test('").file);

it('README has the number of faults in test/faults/RESULTS.md', () => {
  const results = readFileSync(join(ROOT, 'test/faults/RESULTS.md'), 'utf8');
  const faults = results.match(/^\| (?!fault|---)/gm) ?? [];
  expect(README).toContain(`${faults.length} faults, [each with what happens]`);
});

/** Limits that follow from the size of a token, or that are not Amazon's. README does not list them. */
const NOT_LISTED = [
  'MAX_CLAIMS_BYTES',
  'MAX_SEGMENT_VALUES',
  'MAX_SECRETS',
  'MAX_CLOCK_TOLERANCE_SECONDS',
  'MAX_TIME_SECONDS',
  'MAX_READ_ATTRIBUTE_CHARACTERS',
  'MAX_INSPECTED_CHARACTERS',
];

describe("README's tables", () => {
  it('have every error code, in the order of the source', () => {
    const source = readFileSync(join(ROOT, 'src/errors.ts'), 'utf8');
    const codes = [...source.matchAll(/^ {2}\| '(ERR_\w+)'/gm)].map(([, code]) => code);
    expect(codes.length).toBe(31);
    expect([...README.matchAll(/^\| `(ERR_\w+)`/gm)].map(([, code]) => code)).toEqual(codes);
  });

  const listed = Object.entries(limits).filter(
    (entry): entry is [string, number] => /^M(AX|IN)_/.test(entry[0]) && !NOT_LISTED.includes(entry[0]),
  );

  it.each(listed)('have the limit %s, which is %i', (_name, limit) => {
    const section = README.slice(README.indexOf('## Limits'), README.indexOf('## Errors'));
    expect(section).toMatch(new RegExp(`(?<![-\\w])${limit}\\b`));
  });
});

it('README has no code block that these tests do not use', () => {
  expect([...unused]).toEqual([]);
});
