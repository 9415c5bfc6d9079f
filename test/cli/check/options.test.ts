// The command line of check: what is read, and what is refused before any request.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WidgetTokenError } from 'amazon-connect-widget-token';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseCommandLine } from '../../../src/cli/arguments.js';
import { headersToAllow } from '../../../src/cli/check/cors.js';
import { isIdentifying, isOfBrowser, secretsOf } from '../../../src/cli/check/headers.js';
import { isPrivate, isThisMachine, readOptions, type CheckOptions } from '../../../src/cli/check/options.js';
import { CliError } from '../../../src/cli/error.js';
import { secretsRead } from '../../../src/cli/input.js';
import { secretFinder } from '../../../src/lib/secret-finder.js';
import { SECRET, WIDGET_ID } from '../../support/helpers.js';
import { run, send, serve } from './endpoint.js';

const URL_OF_ENDPOINT = 'https://api.example.com/token';

const FOLDER = mkdtempSync(join(tmpdir(), 'widget-token-check-'));
afterAll(() => {
  rmSync(FOLDER, { recursive: true });
});

beforeEach(() => {
  vi.stubEnv('CONNECT_SECRET', '');
  vi.stubEnv('CONNECT_WIDGET_ID', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

function file(content: string): string {
  const path = join(FOLDER, 'headers.txt');
  writeFileSync(path, content);
  return path;
}

const read = (...args: string[]): Promise<CheckOptions> =>
  readOptions(parseCommandLine(['check', URL_OF_ENDPOINT, ...args]));

/** The message of the refusal, which has the exit status 2. */
async function refusal(...args: string[]): Promise<string> {
  const error: unknown = await readOptions(parseCommandLine(['check', ...args])).catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CliError)) expect.fail('not refused with a CliError');
  expect(error.status).toBe(2);
  return error.message;
}

it('has defaults for everything but the URL', async () => {
  expect(await read()).toEqual({
    url: new URL(URL_OF_ENDPOINT),
    method: 'GET',
    headers: [],
    origin: undefined,
    timeoutSeconds: 10,
    widgetId: undefined,
    secret: undefined,
  });
});

it('reads each option', async () => {
  const key = file(`${SECRET}\n`);
  const args = ['--method', 'post', '--origin', 'HTTPS://www.Example.com:443/', '--timeout', '300'];
  const others = ['--widget-id', WIDGET_ID, '--secret-file', key, '-H', 'X-Id: 1', '--header=Cookie:a=b:c'];
  expect(await read(...args, ...others)).toEqual({
    url: new URL(URL_OF_ENDPOINT),
    method: 'POST',
    headers: [
      { name: 'x-id', value: '1' },
      { name: 'cookie', value: 'a=b:c' },
    ],
    origin: 'https://www.example.com',
    timeoutSeconds: 300,
    widgetId: WIDGET_ID,
    secret: SECRET,
  });
});

it('accepts a URL with a percent sign that encodes nothing', async () => {
  const { url } = await readOptions(parseCommandLine(['check', 'https://www.example.com/%E0%A4%A']));
  expect(url.href).toBe('https://www.example.com/%E0%A4%A');
});

it('takes the key and the widget id from the environment', async () => {
  vi.stubEnv('CONNECT_SECRET', SECRET);
  vi.stubEnv('CONNECT_WIDGET_ID', WIDGET_ID);
  expect(await read()).toMatchObject({ secret: SECRET, widgetId: WIDGET_ID });
});

describe('the URL', () => {
  const WHOLE = 'The URL must be whole, with https:// or http://, as in check https://www.example.com/token';

  it.each([
    [[], 'The URL is missing: check https://www.example.com/token'],
    [
      ['https://a.example', 'session=1'],
      "check has only one URL. Put quotes around each --header: 'Cookie: session=ID'.",
    ],
    [['localhost:3000/token'], WHOLE],
    [['/token'], WHOLE],
    [['ftp://www.example.com/token'], WHOLE],
    [['xhttps://www.example.com/token'], WHOLE],
    [['https://'], WHOLE],
    [['x https://www.example.com'], WHOLE],
    [
      ['https://name@www.example.com/token'],
      "The URL must not have a name or a password: a browser does not fetch it. Use --header 'Authorization: Basic ENCODED', with NAME:PASSWORD in Base64.",
    ],
    [['https://:password@www.example.com/token'], /^The URL must not have a name or a password/],
  ])('%j is refused', async (args, message) => {
    expect(await refusal(...args)).toMatch(message);
  });

  it.each([
    ['http://localhost:3000/token', true],
    ['http://LOCALHOST/token', true],
    ['http://127.0.0.1/token', true],
    ['http://127.1/token', true],
    ['http://127.255.3.4/token', true],
    ['http://[::1]:3000/token', true],
    ['http://128.0.0.1/token', false],
    ['http://127.0.0.1.example.com/token', false],
    ['http://x127.0.0.1.example.com/token', false],
    ['http://localhost.example.com/token', false],
    ['http://[::2]/token', false],
    ['http://0.0.0.0/token', false],
  ])('%s is on this machine: %s', (url, expected) => {
    expect(isThisMachine(new URL(url))).toBe(expected);
    expect(isPrivate(new URL(url))).toBe(expected);
    expect(isPrivate(new URL(url.replace('http:', 'https:')))).toBe(true);
  });
});

describe('an option', () => {
  const ORIGIN = '--origin must be where the page is, without a path, as in --origin https://www.example.com';
  const TIMEOUT = '--timeout must be seconds, from 1 to 300, as in --timeout 10.';

  it.each([
    [['--method', 'PUT'], '--method must be GET or POST. Default: GET.'],
    [['--method', 'XGET'], '--method must be GET or POST. Default: GET.'],
    [['--origin', 'www.example.com'], ORIGIN],
    [['--origin', 'https://www.example.com/shop'], ORIGIN],
    [['--origin', 'https://www.example.com/?a'], ORIGIN],
    [['--origin', 'https://name@www.example.com'], ORIGIN],
    [['--origin', 'null'], ORIGIN],
    [['--origin', 'ftp://www.example.com'], ORIGIN],
    [['--origin', 'xhttps://www.example.com'], ORIGIN],
    [['--origin', 'https://'], ORIGIN],
    [['--timeout', '0'], TIMEOUT],
    [['--timeout', '301'], TIMEOUT],
    [['--timeout', '10s'], TIMEOUT],
    [['--timeout', 'x10'], TIMEOUT],
    [['--timeout', '1.5'], TIMEOUT],
    [['--timeout='], TIMEOUT],
  ])('%j is refused', async (args, message) => {
    expect(await refusal(URL_OF_ENDPOINT, ...args)).toBe(message);
  });

  it.each(['1', '300'])('--timeout %s is accepted', async (seconds) => {
    expect((await read('--timeout', seconds)).timeoutSeconds).toBe(Number(seconds));
  });
});

describe('a header', () => {
  const FORM = "must be 'Name: value', as in --header 'Cookie: session=ID'.";
  const OF_CONNECTION = 'which belongs to a connection or a body. Leave it out.';

  it.each([
    ['session=6f1d0a7b', `--header number 1 ${FORM}`],
    [': value', `--header number 1 ${FORM}`],
    ['Cookie:', `--header number 1 ${FORM}`],
    ['Cookie: \t ', `--header number 1 ${FORM}`],
    ['My Cookie: a', `--header number 1 ${FORM}`],
    ['x\u0000: a', `--header number 1 ${FORM}`],
    ['Cookié: a', `--header number 1 ${FORM}`],
    ['', `--header number 1 ${FORM}`],
    ['Cookie: a\r\nX-Id: b', '--header number 1 has a control character. Remove it.'],
    ['Cookie: a\u0000b', '--header number 1 has a control character. Remove it.'],
    ['Cookie: a\u0085b', '--header number 1 has a control character. Remove it.'],
    ['Origin: https://www.example.com', '--header number 1 is Origin. Use --origin https://www.example.com.'],
    ...[
      ...['accept-encoding', 'connection', 'content-length', 'expect', 'keep-alive', 'te', 'trailer'],
      ...['transfer-encoding', 'upgrade'],
    ].map((name) => [`${name.toUpperCase()}: x`, `--header number 1 is ${name}, ${OF_CONNECTION}`]),
  ])('%j is refused', async (header, message) => {
    expect(await refusal(URL_OF_ENDPOINT, `--header=${header}`)).toBe(message);
  });

  it('Host may be given only once, as in HTTP', async () => {
    expect((await read('-H', 'Host: a.example')).headers).toHaveLength(1);
    expect(await refusal(URL_OF_ENDPOINT, '-H', 'Host: a', '-H', 'host: a')).toBe(
      'A --header Host must be given only once.',
    );
  });

  it('that is wrong is named by its number, and by its line in a file', async () => {
    const path = file('Cookie: a=b\r\n\r\nx\n');
    expect(await refusal(URL_OF_ENDPOINT, '-H', 'A: b', '-H', 'x')).toMatch(/^--header number 2 must be /);
    expect(await refusal(URL_OF_ENDPOINT, '-H', `@${path}`)).toMatch(
      /^Line 3 of the file of --header must be /,
    );
  });

  it('may have tabs, and letters of any script', async () => {
    expect((await read('-H', 'X-Name:\tZoë\t🦊 ')).headers).toEqual([{ name: 'x-name', value: 'Zoë\t🦊' }]);
  });

  it('comes from a file, one in each line, together with others', async () => {
    const path = file('Cookie: a=b\r\n\n  X-Id:1  \n');
    expect((await read('-H', 'A: b', '--header', `@${path}`)).headers).toEqual([
      { name: 'a', value: 'b' },
      { name: 'cookie', value: 'a=b' },
      { name: 'x-id', value: '1' },
    ]);
  });

  it('is asked for if its file cannot be read', async () => {
    await expect(read('-H', '@nowhere')).rejects.toThrow(
      '--header cannot be read (ENOENT). Use --header @FILE, or --header @- for standard input.',
    );
  });

  it('and the key cannot both come from standard input', () => {
    expect(() => parseCommandLine(['check', URL_OF_ENDPOINT, '-H', '@-', '--secret-file', '-'])).toThrow(
      'Standard input can be only one of --secret-file, --header.',
    );
  });

  it.each([
    // name, needs a preflight, may identify a customer, is sent by the browser itself in a preflight too
    ['cookie', 'a', false, true, false],
    ['authorization', 'a', true, true, false],
    ['x-id', 'a', true, true, false],
    ['x-cookie', 'a', true, true, false],
    ['cookie2', 'a', true, true, false],
    ['accept', 'a', false, false, false],
    ['x-accept', 'a', true, true, false],
    ['accept-language', 'a', false, false, false],
    ['accept-charset', 'a', true, true, false],
    ['content-language', 'a', false, false, false],
    ['content-type', 'text/plain;charset=UTF-8', false, false, false],
    ['content-type', 'Multipart/Form-Data', false, false, false],
    ['content-type', 'application/x-www-form-urlencoded ', false, false, false],
    ['content-type', 'application/json', true, false, false],
    ['content-type', 'text/plainer', true, false, false],
    ['content-type', 'x-text/plain', true, false, false],
    ['user-agent', 'a', false, false, true],
    ['host', 'a', false, false, true],
    ['referer', 'a', false, false, true],
    ['sec-fetch-site', 'a', false, false, true],
    ['proxy-authorization', 'a', false, false, true],
  ])('%s: %s needs a preflight: %s, identifies: %s, is the browser’s: %s', (name, value, asks, is, own) => {
    const header = { name, value };
    expect(headersToAllow([header])).toEqual(asks ? [name] : []);
    expect(isIdentifying(header)).toBe(is);
    expect(isOfBrowser(header)).toBe(own);
  });
});

describe('the key', () => {
  const REFUSED =
    'The URL or a --header contains characters of the security key, which is never sent. Remove them. If the key was ever sent, rotate it.';

  it.each([
    [[`https://api.example.com/token?key=${SECRET}`]],
    [[`https://api.example.com/token?key=${encodeURIComponent(SECRET)}`]],
    [[`https://api.example.com/${SECRET.slice(10, 26)}?%`]],
    [[URL_OF_ENDPOINT, '-H', `Authorization: Bearer ${SECRET}`]],
    [[URL_OF_ENDPOINT, '-H', `Authorization: ${SECRET.slice(20, 36)}`]],
  ])('is not sent: %j', async (args) => {
    vi.stubEnv('CONNECT_SECRET', SECRET);
    expect(await refusal(...args)).toBe(REFUSED);
  });

  it('is not sent as the name of a header', async () => {
    vi.stubEnv('CONNECT_SECRET', 'a-key-for-tests-of-32-bytes-or-more');
    expect(await refusal(URL_OF_ENDPOINT, '-H', 'for-tests-of-32-bytes: x')).toBe(REFUSED);
  });

  it('of the environment is not sent either, if a file has another one', async () => {
    vi.stubEnv('CONNECT_SECRET', SECRET);
    expect(await refusal(URL_OF_ENDPOINT, '--secret-file', file('x'.repeat(44)), '-H', `A: ${SECRET}`)).toBe(
      REFUSED,
    );
  });

  it('is not sent if it is in the variable of the widget id', async () => {
    vi.stubEnv('CONNECT_WIDGET_ID', SECRET);
    expect(await refusal(URL_OF_ENDPOINT, '-H', `A: ${SECRET}`)).toBe(REFUSED);
  });

  it('that cannot be right is refused before any request', async () => {
    const { url, seen } = await serve((_seen, response) => send(response));
    await expect(run(url, [], { widgetId: 'undefined' })).rejects.toThrow(WidgetTokenError);
    await expect(run(url, [], { secret: WIDGET_ID, widgetId: SECRET })).rejects.toThrow(/are swapped/);
    expect(seen).toEqual([]);
  });
});

describe('the value of a header', () => {
  it('is hidden in messages of errors that come later', async () => {
    await read('-H', 'Cookie: a-value-for-errors-to-come');
    expect(secretsRead).toContain('a-value-for-errors-to-come');
  });

  it('is hidden wherever 16 characters of it are, also as a server reads its bytes', () => {
    const value = Array.from({ length: 700 }, (_, index) => `ö${index}`).join('-');
    const shows = secretFinder(secretsOf([{ name: 'cookie', value }]));
    const bytes = Buffer.from(value).toString('latin1');
    for (const text of [value, bytes]) {
      for (let start = 0; start + 16 <= text.length; start++) {
        expect(shows(text.slice(start, start + 16))).toBe(true);
      }
    }
  });
});
