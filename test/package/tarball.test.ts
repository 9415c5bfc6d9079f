// Installs the packed tarball in an empty project, runs it as README says, and checks which files it loads.
// The matrix (npm run test:matrix) checks its content and its types, and runs it in other runtimes.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
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

  it.each([
    ['import', 'keys.mjs', (entry: string) => `await import('${entry}')`],
    ['require', 'keys.cjs', (entry: string) => `require('${entry}')`],
  ])('imports a key once for the root entry and the handler, with %s', (_how, file, load) => {
    const source = `
      const test = async ({ createWidgetToken }, { createTokenHandler }) => {
        let calls = 0;
        const importKey = crypto.subtle.importKey.bind(crypto.subtle);
        crypto.subtle.importKey = (...args) => (calls++, importKey(...args));
        const { widgetId, secret } = ${OPTIONS};
        await createWidgetToken({ widgetId, secret });
        const answer = createTokenHandler({ widgetId, secret, claims: () => ({}) });
        const { status } = await answer(new Request('https://example.com'));
        console.log(status, calls);
      };
      test(${load('amazon-connect-widget-token')}, ${load('amazon-connect-widget-token/handler')});
    `;
    expect(node(file, source)).toBe('200 1');
  });

  it('names the files that contain jose, and its version', () => {
    const folder = join(PROJECT, 'node_modules/amazon-connect-widget-token');
    const notice = readFileSync(join(folder, 'dist/LICENSES.txt'), 'utf8');
    const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/jose/package.json'), 'utf8')) as {
      version: string;
    };
    expect(notice).toContain(`jose ${version} `);
    expect(notice).toContain('Copyright (c) 2018 Filip Skokan');

    const listed = notice.match(/^dist\/\S+$/gm) ?? [];
    const files = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' });
    // jose's own classes, functions and messages.
    const containing = files
      .filter((name) => /\.c?js$/.test(name))
      .filter((name) =>
        /JOSENotSupported|JWSInvalid extends|Invalid Compact JWS/.test(
          readFileSync(join(folder, 'dist', name), 'utf8'),
        ),
      )
      .map((name) => `dist/${name}`);
    expect(containing.length).toBeGreaterThan(2);
    expect(listed).toEqual(expect.arrayContaining(containing));
  });

  it('installs the command under its name', () => {
    const version = run('npm', 'exec', '--offline', '--', 'amazon-connect-widget-token', '--version');
    expect(version.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('what the root entry loads', () => {
  const ROOT_ENTRY = 'amazon-connect-widget-token';
  const FOR_BUNDLERS = './node_modules/amazon-connect-widget-token/dist/index.js';

  const required = (): string[] =>
    node('files.cjs', `require('${ROOT_ENTRY}'); console.log(Object.keys(require.cache).join('\\n'));`)
      .split('\n')
      .filter((path) => path.includes('node_modules'))
      .map((path) => path.replace(/.*[/\\]node_modules[/\\]/, ''))
      .sort();

  const imported = (specifier: string): string[] => {
    const hooks = `
      export async function load(url, context, next) {
        if (url.includes('/node_modules/')) console.log(url.split('/node_modules/').pop());
        return next(url, context);
      }`;
    writeFileSync(join(PROJECT, 'hooks.mjs'), hooks);
    const register = `import { register } from 'node:module'; register('./hooks.mjs', import.meta.url);`;
    writeFileSync(join(PROJECT, 'register.mjs'), register);
    return node('loaded.mjs', `await import('${specifier}')`, '--import', './register.mjs')
      .split('\n')
      .sort();
  };

  const own = (...files: string[]): string[] => files.map((file) => `${ROOT_ENTRY}/dist/${file}`);
  const withoutHashes = (files: string[]): string[] => files.map((file) => file.replace(/-\w{8}\./, '.'));

  it('is two files of its own with import, and nothing of jose', () => {
    expect(withoutHashes(imported(ROOT_ENTRY))).toEqual(own('node/chunk.js', 'node/index.js'));
  });

  it('is two files of its own with require, and nothing of jose', () => {
    expect(withoutHashes(required())).toEqual(own('chunk.cjs', 'index.cjs'));
  });

  it('is the narrow entry of jose and three files of its own in the build for bundlers', () => {
    const narrow = imported('jose/jws/compact/sign');
    expect(narrow).toContain('jose/dist/webapi/jws/compact/sign.js');
    const files = [...own('chunk.js', 'chunk.js', 'index.js'), ...narrow];
    expect(withoutHashes(imported(FOR_BUNDLERS))).toEqual(files);
  });

  // V8 parses a literal when it loads the file, also within a function, and a Unicode property takes it long.
  it.each([
    ['import', () => imported(ROOT_ENTRY)],
    ['require', required],
    ['import, in the build for bundlers', () => imported(FOR_BUNDLERS)],
  ])('has no regular expression with a Unicode property in a literal, with %s', (_how, load) => {
    const files = load();
    expect(files).not.toEqual([]);
    const literals = files.flatMap((file) => regexLiterals(join(PROJECT, 'node_modules', file)));
    // Otherwise they are not found, and this test proves nothing.
    expect(literals.length).toBeGreaterThan(10);
    expect(literals.filter((literal) => UNICODE_PROPERTY.test(literal))).toEqual([]);
  });

  it.each([
    ['import', 'patterns.mjs', `await import('${ROOT_ENTRY}')`],
    ['require', 'patterns.cjs', `require('${ROOT_ENTRY}')`],
    ['import, in the build for bundlers', 'patterns-bundlers.mjs', `await import('${FOR_BUNDLERS}')`],
  ])('constructs no regular expression with a Unicode property, with %s', (_how, file, load) => {
    const source = `
      const patterns = [];
      const record = (target, args) => (patterns.push(String(args[0])), Reflect.construct(target, args));
      globalThis.RegExp = new Proxy(RegExp, {
        construct: record,
        apply: (target, _this, args) => record(target, args),
      });
      new RegExp('before');
      ${load};
      console.log(JSON.stringify(patterns));
    `;
    const patterns = JSON.parse(node(file, source)) as string[];
    expect(patterns).toContain('before');
    expect(patterns.filter((pattern) => UNICODE_PROPERTY.test(pattern))).toEqual([]);
  });
});

const UNICODE_PROPERTY = /\\p\{/i;

/** The regular expressions that a file has as literals. */
function regexLiterals(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
