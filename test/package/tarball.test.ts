// The packed tarball in an empty project: what it holds, what it loads, and that it runs and compiles
// as README says.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pyjwt from '../fixtures/pyjwt.json' with { type: 'json' };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROJECT = mkdtempSync(join(tmpdir(), 'widget-token-'));
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

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

let packed: { filename: string; files: { path: string }[] };

beforeAll(() => {
  const report = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', PROJECT], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  [packed] = JSON.parse(report) as [typeof packed];
  writeFileSync(join(PROJECT, 'package.json'), '{ "private": true }');
  run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', packed.filename);
});

afterAll(() => {
  rmSync(PROJECT, { recursive: true });
});

describe('the tarball', () => {
  it('holds the builds and the documents, and nothing else', () => {
    // What entries share has a hash for a name.
    const paths = packed.files.map(({ path }) => path.replace(/\/[\w-]+-\w{8}\./, '/shared.'));
    expect(paths.sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'dist/cli.js',
      'dist/handler.cjs',
      'dist/handler.d.cts',
      'dist/handler.d.ts',
      'dist/handler.js',
      'dist/index.cjs',
      'dist/index.d.cts',
      'dist/index.d.ts',
      'dist/index.js',
      'dist/shared.cjs',
      'dist/shared.cjs',
      'dist/shared.d.cts',
      'dist/shared.d.cts',
      'dist/shared.d.ts',
      'dist/shared.d.ts',
      'dist/shared.js',
      'dist/shared.js',
      'dist/verify.cjs',
      'dist/verify.d.cts',
      'dist/verify.d.ts',
      'dist/verify.js',
      'package.json',
    ]);
  });

  it('brings jose along and no other package', () => {
    const tree = JSON.parse(run('npm', 'ls', '--omit=dev', '--all', '--json')) as object;
    expect(tree).toMatchObject({
      dependencies: { 'amazon-connect-widget-token': { dependencies: { jose: {} } } },
    });
    const packages = run('npm', 'ls', '--omit=dev', '--all', '--parseable').trim().split('\n');
    expect(packages.slice(1).map((path) => path.split('node_modules/').pop())).toEqual([
      'amazon-connect-widget-token',
      'jose',
    ]);
  });

  it('has nothing that runs at installation', () => {
    const shown = run('npm', 'pkg', 'get', 'scripts', '--prefix', 'node_modules/amazon-connect-widget-token');
    expect(shown).not.toMatch(/"(pre|post)?install"/);
  });
});

describe('in an empty project', () => {
  const print = `
    console.log(Object.keys(widgetToken).sort().join(), widgetToken.estimateTokenSize(options).characters);
    widgetToken.createWidgetToken(options).then(console.log);
    widgetToken.createWidgetToken({}).catch((error) => console.log(error instanceof widgetToken.WidgetTokenError));
  `;
  const printed = [
    `WidgetTokenError,createWidgetToken,estimateTokenSize,validateAttributes ${vector?.token.length}`,
    'true',
    vector?.token,
  ];

  it('import gives the three functions and the error, and makes a golden token', () => {
    const source = `import * as widgetToken from 'amazon-connect-widget-token'; const options = ${OPTIONS}; ${print}`;
    expect(node('esm.mjs', source).split('\n').sort()).toEqual([...printed].sort());
  });

  it('require gives the same, without any flag', () => {
    const source = `const widgetToken = require('amazon-connect-widget-token'); const options = ${OPTIONS}; ${print}`;
    expect(node('cjs.cjs', source).split('\n').sort()).toEqual([...printed].sort());
  });

  it('require loads its own three files, and nothing of jose, /verify or /handler', () => {
    const source = `require('amazon-connect-widget-token'); console.log(Object.keys(require.cache).join('\\n'));`;
    const files = node('files.cjs', source)
      .split('\n')
      .map((path) => basename(path).replace(/-\w{8}\./, '.'));
    expect(files.sort()).toEqual(['chunk.cjs', 'chunk.cjs', 'files.cjs', 'index.cjs']);
  });

  it.each([
    ['import', 'instance.mjs', (entry: string) => `await import('${entry}')`],
    ['require', 'instance.cjs', (entry: string) => `require('${entry}')`],
  ])('what the other entries throw is an instance of the error of the root: by %s', (_how, file, load) => {
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

  it('has the command, by its name', () => {
    const version = run('npm', 'exec', '--offline', '--', 'amazon-connect-widget-token', '--version');
    expect(version.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('import loads of jose what its narrow entry loads', () => {
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

    const narrow = loadedBy('jose/jws/compact/sign');
    expect(narrow).toContain('jose/dist/webapi/jws/compact/sign.js');
    expect(loadedBy('amazon-connect-widget-token').map((url) => url.replace(/-\w{8}\./, '.'))).toEqual([
      'amazon-connect-widget-token/dist/chunk.js',
      'amazon-connect-widget-token/dist/chunk.js',
      'amazon-connect-widget-token/dist/index.js',
      ...narrow,
    ]);
  });
});

describe('the declarations compile strictly, with lib ES2022 and nothing of Node.js or DOM', () => {
  const source = `
    import { createWidgetToken, validateAttributes, estimateTokenSize, WidgetTokenError } from 'amazon-connect-widget-token';
    import type { Issue, TokenSize } from 'amazon-connect-widget-token';
    const token: Promise<string> = createWidgetToken({ widgetId: 'w', secret: new Uint8Array(32), attributes: { a: 'b' } });
    const size: TokenSize = estimateTokenSize({ widgetId: 'w' });
    const issues: readonly Issue[] | undefined = validateAttributes({}).issues;
    import { verifyWidgetToken, inspectWidgetToken, type Inspection } from 'amazon-connect-widget-token/verify';
    const inspection: Promise<Inspection> = inspectWidgetToken('');
    const sub: Promise<string> = verifyWidgetToken('', { widgetId: 'w', secret: ['a', new Uint8Array(32)] }).then((claims) => claims.sub);
    export { token, size, issues, inspection, sub, WidgetTokenError };
  `;
  const wrong = `
    import { createWidgetToken } from 'amazon-connect-widget-token';
    export const token = createWidgetToken({ widgetId: 'w', secret: 's', attributes: { age: 45 } });
  `;

  const compile = (file: string, text: string, module: string, moduleResolution: string): string => {
    const strictness = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true };
    const compilerOptions = {
      ...strictness,
      target: 'ES2022',
      lib: ['ES2022'],
      types: [],
      module,
      moduleResolution,
    };
    writeFileSync(join(PROJECT, file), text);
    writeFileSync(join(PROJECT, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
    try {
      return run(process.execPath, TSC);
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  };

  it.each([
    ['nodenext, as ESM', 'a.mts', 'nodenext', 'nodenext'],
    ['nodenext, as CJS', 'a.cts', 'nodenext', 'nodenext'],
    ['bundler', 'a.ts', 'esnext', 'bundler'],
  ])('%s', (_name, file, module, resolution) => {
    expect(compile(file, source, module, resolution)).toBe('');
    expect(compile(`wrong-${file}`, wrong, module, resolution)).toMatch(/error TS2322: .*'number'.*'string'/);
  });
});
