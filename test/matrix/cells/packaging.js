// The tarball: its files, its imports and its declarations. The repository: it has no unused code, and JSR
// accepts it.

import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { declaredNames, importsOf } from '../declarations.js';
import { ENVIRONMENT, expectGoldenToken } from '../golden.js';
import { installedEntries, installedFiles, NAME, pathInstalled, readInstalled } from '../installed.js';
import { ROOT } from '../paths.js';
import { missing, versionOfPackage } from '../tools.js';

/** @import { Cell } from '../cells.js' */
/** @import { Project } from '../project.js' */

/** Every file in the tarball. Files that entries share have a hash in their name, which is left out here. */
const FILES = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'dist/LICENSES.txt',
  'dist/handler.cjs',
  'dist/handler.d.cts',
  'dist/handler.d.ts',
  'dist/handler.js',
  'dist/index.cjs',
  'dist/index.d.cts',
  'dist/index.d.ts',
  'dist/index.js',
  'dist/node/cli.js',
  'dist/node/handler.js',
  'dist/node/index.js',
  'dist/node/shared.js',
  'dist/node/shared.js',
  'dist/node/shared.js',
  'dist/node/verify.js',
  'dist/shared.cjs',
  'dist/shared.d.cts',
  'dist/shared.d.cts',
  'dist/shared.d.cts',
  'dist/shared.d.ts',
  'dist/shared.d.ts',
  'dist/shared.d.ts',
  'dist/shared.js',
  'dist/shared.js',
  'dist/verify.cjs',
  'dist/verify.d.cts',
  'dist/verify.d.ts',
  'dist/verify.js',
  'docs/api/README.md',
  'docs/api/amazon-connect-widget-token.md',
  'docs/api/amazon-connect-widget-token/handler.md',
  'docs/api/amazon-connect-widget-token/verify.md',
  'docs/endpoint.md',
  'docs/errors.md',
  'docs/flows.md',
  'docs/keys.md',
  'docs/limits.md',
  'docs/performance.md',
  'docs/self-hosted.md',
  'docs/testing.md',
  'docs/troubleshooting.md',
  'package.json',
];

/** @param {string} what @param {readonly string[]} found @param {readonly string[]} expected */
function expectNames(what, found, expected) {
  const missing = expected.filter((name) => !found.includes(name));
  const unexpected = found.filter((name) => !expected.includes(name));
  if (found.length === expected.length && missing.length + unexpected.length === 0) return;
  throw new Error(
    `${what}: ${found.join(', ')}\nmissing: ${missing.join(', ')}\nunexpected: ${unexpected.join(', ')}`,
  );
}

/** @param {Project} project @param {string} flag @param {string} expression */
async function evaluate(project, flag, expression) {
  const source = `console.log(JSON.stringify(Object.keys(${expression})))`;
  const { stdout } = await project.exec('node', [`--input-type=${flag}`, '--eval', source]);
  return /** @type {string[]} */ (JSON.parse(stdout));
}

/** @param {Project} project @param {RegExp} names The names of the files to check. */
function expectOnlyOwnImports(project, names) {
  const files = installedFiles(project).filter((file) => names.test(file));
  if (files.length === 0) throw new Error(`No file name matches ${names}.`);
  for (const file of files) {
    const others = importsOf(pathInstalled(project, file)).filter((name) => !name.startsWith('./'));
    expectNames(`${file} imports`, others, []);
  }
}

/** @type {readonly Cell[]} */
export default [
  {
    group: 'Packaging',
    name: 'publint --strict',
    run: async (project) => {
      await project.exec('publint', [project.tarball, '--strict']);
      return { version: versionOfPackage('publint') };
    },
  },
  {
    group: 'Packaging',
    name: 'Are the types wrong',
    run: async (project) => {
      // The profile "strict" checks node10, node16 from CJS, node16 from ESM, bundler.
      await project.exec('attw', [project.tarball, '--profile', 'strict', '--format', 'ascii', '--no-emoji']);
      return { version: versionOfPackage('@arethetypeswrong/cli') };
    },
  },
  {
    group: 'Packaging',
    name: 'The tarball contains only the builds and the documents',
    run: async (project) => {
      const files = installedFiles(project).map((file) => file.replace(/\/[\w-]+-[\w-]{8}\./, '/shared.'));
      expectNames('It contains', files, FILES);
      return { version: '' };
    },
  },
  {
    group: 'Packaging',
    name: 'It installs only jose, and runs no install script',
    run: async (project) => {
      const { stdout } = await project.exec('npm', ['ls', '--all', '--parseable']);
      const packages = stdout.trim().split('\n').slice(1);
      expectNames(
        'It installs',
        packages.map((path) => basename(path)),
        [NAME, 'jose'],
      );
      const { scripts } = JSON.parse(readInstalled(project, 'package.json'));
      expectNames(
        'Scripts that npm would run',
        Object.keys(scripts).filter((name) => /^(pre|post)?install$/.test(name)),
        [],
      );
      return { version: '' };
    },
  },
  {
    group: 'Packaging',
    name: 'pnpm install: import, require and the command',
    run: async (project) => {
      rmSync(join(project.folder, 'node_modules'), { recursive: true });
      rmSync(join(project.folder, 'package-lock.json'), { force: true });
      project.write(
        'package.json',
        JSON.stringify({ private: true, dependencies: { [NAME]: `file:${project.tarball}` } }),
      );
      await project.exec('pnpm', ['install', '--ignore-workspace', '--store-dir', 'store']);
      const call = `createWidgetToken({
        widgetId: process.env.CONNECT_WIDGET_ID,
        secret: process.env.CONNECT_SECRET,
        attributes: JSON.parse(process.env.ATTRIBUTES),
        issuedAt: new Date(process.env.ISSUED_AT),
      }).then(console.log);`;
      for (const [type, load] of [
        ['module', `import { createWidgetToken } from '${NAME}';`],
        ['commonjs', `const { createWidgetToken } = require('${NAME}');`],
      ]) {
        const args = [`--input-type=${type}`, '--eval', load + call];
        expectGoldenToken((await project.exec('node', args, { env: ENVIRONMENT })).stdout);
      }
      await project.exec('pnpm', ['exec', NAME, '--version']);
      return { version: versionOfPackage('pnpm') };
    },
  },
  {
    group: 'Packaging',
    name: 'import, require and the declarations export the same names',
    run: async (project) => {
      for (const { specifier, declarations } of installedEntries(project)) {
        const imported = await evaluate(project, 'module', `await import('${specifier}')`);
        const required = await evaluate(project, 'commonjs', `require('${specifier}')`);
        if (imported.length === 0) throw new Error(`${specifier} exports nothing.`);
        expectNames(`require('${specifier}') exports`, required, imported);
        expectNames(`${specifier} declares for import`, declaredNames(declarations.ESM, true), imported);
        expectNames(`${specifier} declares for require`, declaredNames(declarations.CJS, true), imported);
        expectNames(
          `${specifier} declares`,
          declaredNames(declarations.CJS),
          declaredNames(declarations.ESM),
        );
      }
      return { version: '' };
    },
  },
  {
    group: 'Packaging',
    name: 'The builds for Node.js load only their own files',
    run: async (project) => {
      project.configure({ type: 'module' });
      expectOnlyOwnImports(project, /\.cjs$/);
      // Not those that only the command loads.
      const loaded = ['index', 'handler', 'verify'].map((name) => `dist/node/${name}.js`);
      for (const file of loaded) {
        const names = importsOf(pathInstalled(project, file)).filter((name) => name.startsWith('./'));
        loaded.push(
          ...names.map((name) => `dist/node/${name.slice(2)}`).filter((name) => !loaded.includes(name)),
        );
      }
      expectOnlyOwnImports(project, new RegExp(`^(${loaded.join('|')})$`));
      rmSync(join(project.folder, 'node_modules/jose'), { recursive: true });
      for (const server of ['server.js', 'server.cjs']) {
        project.copy(`bundlers/${server}`, server);
        const { stdout } = await project.exec('node', [server], { env: ENVIRONMENT });
        expectGoldenToken(stdout);
      }
      return { version: '' };
    },
  },
  {
    group: 'Packaging',
    name: 'The declarations import only their own files',
    run: async (project) => {
      expectOnlyOwnImports(project, /\.d\.c?ts$/);
      return { version: '' };
    },
  },
  {
    group: 'Packaging',
    name: 'knip',
    run: async (project) => {
      await project.exec('knip', ['--config', 'test/matrix/knip.jsonc'], { cwd: ROOT });
      return { version: versionOfPackage('knip') };
    },
  },
  {
    group: 'Packaging',
    name: 'JSR, deno publish --dry-run',
    unavailable: () => missing('deno'),
    run: async (project) => {
      await project.exec('deno', ['publish', '--dry-run', '--allow-dirty'], { cwd: ROOT });
      return { version: versionOfPackage('deno') };
    },
  },
];
