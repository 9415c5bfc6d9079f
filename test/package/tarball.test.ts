// Installs the packed tarball in an empty project, runs it as README says, and checks which files it loads.
// The matrix (npm run test:matrix) checks its content and its types, and runs it in other runtimes.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pyjwt from '../fixtures/pyjwt.json' with { type: 'json' };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROJECT = mkdtempSync(join(tmpdir(), 'widget-token-'));

const [vector] = pyjwt.vectors;
const OPTIONS = `{
  widgetId: ${JSON.stringify(vector?.payload.sub)},
  secret: ${JSON.stringify(pyjwt.secret)},
  issuedAt: new Date(1767225600000),
  attributes: ${JSON.stringify(vector?.payload.attributes)},
}`;

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: PROJECT, encoding: 'utf8' });
}

function node(name: string, source: string, ...flags: string[]): string {
  writeFileSync(join(PROJECT, name), source);
  return run(process.execPath, ...flags, name).trim();
}

beforeAll(() => {
  const report = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', PROJECT], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const [packed] = JSON.parse(report) as [{ filename: string }];
  writeFileSync(join(PROJECT, 'package.json'), '{ "private": true }');
  run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', packed.filename);
});

afterAll(() => {
  rmSync(PROJECT, { recursive: true });
});

describe('the tarball in an empty project', () => {
  const print = `
    console.log(Object.keys(widgetToken).sort().join(), widgetToken.estimateTokenSize(options).characters);
    console.log(JSON.stringify(widgetToken.stringifyAttributes({ id: 42, plan: null, hash: 'x' }, ['id', 'plan'])));
    widgetToken.createWidgetToken(options).then(console.log);
    widgetToken.createWidgetToken({}).catch((error) => console.log(error instanceof widgetToken.WidgetTokenError));
  `;
  const printed = [
    `WidgetTokenError,createWidgetToken,estimateTokenSize,stringifyAttributes,validateAttributes ${vector?.token.length}`,
    '{"id":"42"}',
    'true',
    vector?.token,
  ];

  it('exports the four functions and the error to import, and makes a golden token', () => {
    const source = `import * as widgetToken from 'amazon-connect-widget-token'; const options = ${OPTIONS}; ${print}`;
    expect(node('esm.mjs', source).split('\n').sort()).toEqual([...printed].sort());
  });

  it('exports the same to require, without any Node.js flag', () => {
    const source = `const widgetToken = require('amazon-connect-widget-token'); const options = ${OPTIONS}; ${print}`;
    expect(node('cjs.cjs', source).split('\n').sort()).toEqual([...printed].sort());
  });

  it('loads only its own three files with require, and nothing of jose, /verify or /handler', () => {
    const source = `require('amazon-connect-widget-token'); console.log(Object.keys(require.cache).join('\\n'));`;
    const files = node('files.cjs', source)
      .split('\n')
      .map((path) => basename(path).replace(/-\w{8}\./, '.'));
    expect(files.sort()).toEqual(['chunk.cjs', 'chunk.cjs', 'files.cjs', 'index.cjs']);
  });

  it.each([
    ['import', 'instance.mjs', (entry: string) => `await import('${entry}')`],
    ['require', 'instance.cjs', (entry: string) => `require('${entry}')`],
  ])('throws errors of the root entry’s class from the other entries, with %s', (_how, file, load) => {
    const source = `
      const test = async ({ WidgetTokenError }, { verifyWidgetToken }, { createTokenHandler }) => {
        const print = (error) => console.log(error instanceof WidgetTokenError, error.code);
        await verifyWidgetToken('', {}).catch(print);
        const request = new Request('https://example.com');
        await createTokenHandler({ widgetId: '', secret: '', claims: () => ({}), onError: print })(request);
      };
      test(
        ${load('amazon-connect-widget-token')},
        ${load('amazon-connect-widget-token/verify')},
        ${load('amazon-connect-widget-token/handler')},
      );
    `;
    expect(node(file, source)).toBe('true ERR_WIDGET_ID_INVALID\ntrue ERR_WIDGET_ID_INVALID');
  });

  it('installs the command under its name', () => {
    const version = run('npm', 'exec', '--offline', '--', 'amazon-connect-widget-token', '--version');
    expect(version.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('loads only its own three files with import; the build for bundlers also loads the narrow entry of jose', () => {
    const hooks = `
      export async function load(url, context, next) {
        if (url.includes('/node_modules/')) console.log(url.split('/node_modules/').pop());
        return next(url, context);
      }`;
    writeFileSync(join(PROJECT, 'hooks.mjs'), hooks);
    const register = `import { register } from 'node:module'; register('./hooks.mjs', import.meta.url);`;
    writeFileSync(join(PROJECT, 'register.mjs'), register);
    const loadedBy = (specifier: string): string[] =>
      node('loaded.mjs', `await import('${specifier}')`, '--import', './register.mjs').split('\n').sort();

    const own = (folder: string): string[] =>
      ['chunk', 'chunk', 'index'].map((name) => `amazon-connect-widget-token/${folder}/${name}.js`);
    const withoutHashes = (urls: string[]): string[] => urls.map((url) => url.replace(/-\w{8}\./, '.'));

    expect(withoutHashes(loadedBy('amazon-connect-widget-token'))).toEqual(own('dist/node'));
    const narrow = loadedBy('jose/jws/compact/sign');
    expect(narrow).toContain('jose/dist/webapi/jws/compact/sign.js');
    const forBundlers = './node_modules/amazon-connect-widget-token/dist/index.js';
    expect(withoutHashes(loadedBy(forBundlers))).toEqual([...own('dist'), ...narrow]);
  });
});
