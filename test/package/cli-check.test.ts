// The built command check, in its own process. What it finds is tested with the source: test/cli/check.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cli, expectRefusal, file, FOLDER, forge } from '../support/command.js';
import { WIDGET_ID } from '../support/helpers.js';

const PEM = fileURLToPath(new URL('../fixtures/localhost.pem', import.meta.url));

const SESSION = 'session=6f1d0a7b-Jane-2c9e4b8d';

/** A right endpoint over TLS, until the test ends. */
async function endpoint(): Promise<string> {
  const listener: RequestListener = ({ headers }, response) => {
    response.setHeader('cache-control', 'no-store');
    response.setHeader('content-type', 'application/json');
    response.writeHead(headers.cookie === SESSION ? 200 : 401);
    response.end(
      headers.cookie === SESSION ? JSON.stringify({ data: forge({ attributes: { name: 'Jane' } }) }) : '',
    );
  };
  const pem = readFileSync(PEM);
  const server = createSecureServer({ key: pem, cert: pem }, listener);
  onTestFinished(() => {
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `https://localhost:${(server.address() as AddressInfo).port}/token`;
}

const env = { NODE_EXTRA_CA_CERTS: PEM, CONNECT_WIDGET_ID: WIDGET_ID };

describe('check', () => {
  it.each([
    ['an argument', ['-H', `Cookie: ${SESSION}`], ''],
    ['a file', ['--header', `@${file('headers.txt', `Cookie: ${SESSION}\n`)}`], ''],
    ['standard input', ['--header', '@-'], `Cookie: ${SESSION}`],
  ])('finds no fault in a right endpoint, with the header in %s', async (_what, args, input) => {
    const url = await endpoint();
    const { status, out, errors } = await cli(['check', ...args, url, '--origin', new URL(url).origin], {
      env,
      input,
    });
    expect(errors).toEqual([]);
    expect(out).toMatch(/^✔ no fault\n\n(✔ .{17} {2}.+\n){17}$/);
    expect(out).toContain('✔ address            https:\n');
    expect(out).not.toContain(SESSION.slice(0, 16));
    expect(status).toBe(0);
  });

  it('finds a fault, which is the exit status 1', async () => {
    const { status, out, errors } = await cli(['check', '--json', await endpoint()], { env });
    expect(errors).toEqual([]);
    expect(JSON.parse(out)).toMatchObject({ faults: 1, warnings: 0 });
    expect(status).toBe(1);
  });

  it.each([
    [['check'], /^The URL is missing: check https:/],
    [['check', 'https://localhost', '-H', SESSION], /^--header number 1 must be 'Name: value'/],
    [['check', 'https://localhost', '--insecure'], /^--insecure is not an option of check\./],
    [['check', 'https://localhost', '--attribute', 'a=b'], /^--attribute is not an option of check\./],
  ])('refuses a wrong command line in one line: %j', async (args, line) => {
    expectRefusal(await cli(args), 2, line);
  });

  it('refuses a widget id and a key that are swapped, before any request', async () => {
    const swapped = { CONNECT_WIDGET_ID: 'q'.repeat(43) + '=', CONNECT_SECRET: WIDGET_ID };
    const result = await cli(['check', 'https://localhost:1'], { env: swapped });
    expectRefusal(result, 1, /^ERR_WIDGET_ID_INVALID: CONNECT_WIDGET_ID and CONNECT_SECRET are swapped/);
  });

  it('is loaded only if it is run', async () => {
    const loaded = async (args: string[]): Promise<boolean> => {
      const folder = mkdtempSync(join(FOLDER, 'coverage-'));
      await cli(args, { env: { ...env, NODE_V8_COVERAGE: folder } });
      const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
      rmSync(folder, { recursive: true });
      expect(texts.join()).toContain('/dist/node/cli.js');
      return /\/dist\/node\/check-\w+\.js/.test(texts.join());
    };
    expect(await loaded(['--version'])).toBe(false);
    expect(await loaded(['inspect', forge({})])).toBe(false);
    expect(await loaded(['check', 'https://localhost:1'])).toBe(true);
  });
});
