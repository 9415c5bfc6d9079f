// The bundlers, called as their users do: the bundle of a server must run, and the bundle of a page must be
// small.

import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { eachMapping, TraceMap } from '@jridgewell/trace-mapping';
import { PURE_FUNCTIONS, ROOT_ENTRY } from '../budgets.js';
import { ENVIRONMENT, expectGoldenToken } from '../golden.js';
import { versionOfPackage } from '../tools.js';

/** @import { Cell } from '../cells.js' */
/** @import { Project } from '../project.js' */

/** The bundles of a server: the command that makes each, and its path. */
const SERVERS = [
  {
    name: 'esbuild, server, ESM',
    command: 'esbuild server.js --bundle --platform=node --format=esm --outfile=dist/server.mjs',
    bundle: 'dist/server.mjs',
  },
  {
    name: 'esbuild, server, CJS, as for AWS Lambda',
    command:
      'esbuild server.js --bundle --platform=node --format=cjs --target=node22 --outfile=dist/index.cjs',
    bundle: 'dist/index.cjs',
  },
  {
    name: 'esbuild, server with require, CJS',
    command: 'esbuild server.cjs --bundle --platform=node --format=cjs --outfile=dist/server.cjs',
    bundle: 'dist/server.cjs',
  },
  {
    name: 'esbuild, --platform=browser --conditions=worker, as for Cloudflare Workers',
    command:
      'esbuild server.js --bundle --platform=browser --conditions=worker --format=esm --outfile=dist/worker.mjs',
    bundle: 'dist/worker.mjs',
  },
  {
    name: 'Rollup, server, ESM',
    command: 'rollup server.js --plugin node-resolve --format es --file dist/server.mjs',
    bundle: 'dist/server.mjs',
  },
  {
    name: 'Rollup, server, CJS',
    command: 'rollup server.js --plugin node-resolve --format cjs --file dist/server.cjs',
    bundle: 'dist/server.cjs',
  },
  {
    name: 'webpack, server, CJS',
    command: 'webpack --entry ./server.js --mode production --target node --output-filename server.cjs',
    bundle: 'dist/server.cjs',
  },
  {
    name: 'webpack, server with require, CJS',
    command: 'webpack --entry ./server.cjs --mode production --target node --output-filename server.cjs',
    bundle: 'dist/server.cjs',
  },
  { name: 'Vite, server, ESM', command: 'vite build --ssr server.js', bundle: 'dist/server.js' },
  {
    name: 'tsup, server, ESM',
    command: 'tsup server.js --config tsup.config.js --format esm',
    bundle: 'dist/server.js',
  },
  {
    name: 'tsup, server, CJS',
    command: 'tsup server.js --config tsup.config.js --format cjs',
    bundle: 'dist/server.cjs',
  },
];

/**
 * The bundles of a page, with the bundler's own minifier, and with a source map that lists the bundled files.
 */
const PAGES = [
  {
    name: 'esbuild',
    command: 'esbuild page.js --bundle --minify --format=esm --sourcemap --outfile=dist/page.js',
    bundle: 'dist/page.js',
  },
  {
    name: 'Rollup',
    command:
      'rollup page.js --plugin node-resolve --plugin terser --format es --sourcemap --file dist/page.js',
    bundle: 'dist/page.js',
  },
  {
    name: 'webpack',
    command:
      'webpack --entry ./page.js --mode production --target web --devtool source-map --output-filename page.js',
    bundle: 'dist/page.js',
  },
  { name: 'Vite', command: 'vite build --sourcemap', bundle: 'dist/index.js' },
  {
    name: 'tsup',
    command:
      'tsup page.js --config tsup.config.js --format esm --platform browser --target es2022 --minify --sourcemap',
    bundle: 'dist/page.js',
  },
];

/** @param {Project} project @param {string} command */
async function bundle(project, command) {
  project.configure({ type: 'module' });
  const [tool = '', ...args] = command.split(' ');
  await project.exec(tool, args);
}

/** @param {string} name */
function versionOf(name) {
  const [tool = ''] = name.toLowerCase().split(',');
  return versionOfPackage(tool);
}

/** @param {Project} project @param {string} file @returns {string[]} The files of jose that are in a bundle. */
function joseFilesIn(project, file) {
  const files = new Set();
  eachMapping(new TraceMap(project.read(`${file}.map`)), ({ source }) => {
    if (source?.includes('node_modules/jose/')) files.add(basename(source));
  });
  return [...files].sort();
}

/** @param {Project} project @param {string} file @param {number} budget */
function checkSize(project, file, budget) {
  const code = project.read(file).replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '');
  const bytes = gzipSync(code, { level: 9 }).length;
  const size = `${bytes} of ${budget} bytes`;
  if (bytes > budget) throw new Error(`Too large: ${size}, minified and gzipped.`);
  return size;
}

/** @param {typeof SERVERS[number]} server @returns {Cell} */
function serverCell({ name, command, bundle: file }) {
  return {
    group: 'Bundlers',
    name,
    run: async (project) => {
      project.copy('bundlers');
      await bundle(project, command);
      const { stdout } = await project.exec('node', [file], { env: ENVIRONMENT });
      expectGoldenToken(stdout);
      return { version: versionOf(name) };
    },
  };
}

/** @param {typeof PAGES[number]} page @returns {Cell[]} */
function pageCells({ name, command, bundle: file }) {
  /** @param {Project} project @param {string} entry */
  const build = async (project, entry) => {
    project.copy('bundlers');
    project.copy(`bundlers/${entry}`, 'page.js');
    await bundle(project, command);
    const { stdout } = await project.exec('node', ['use.js', file], { env: ENVIRONMENT });
    return { printed: stdout, jose: joseFilesIn(project, file) };
  };
  return [
    {
      group: 'Bundlers',
      name: `${name}, only the pure functions`,
      run: async (project) => {
        const { jose } = await build(project, 'pure.js');
        if (jose.length > 0) throw new Error(`The bundle contains files of jose: ${jose.join(', ')}`);
        return { version: versionOf(name), note: checkSize(project, file, PURE_FUNCTIONS) };
      },
    },
    {
      group: 'Bundlers',
      name: `${name}, the whole root entry`,
      run: async (project) => {
        const { printed, jose } = await build(project, 'everything.js');
        expectGoldenToken(printed);
        // Otherwise the cell above proves nothing.
        if (jose.length === 0)
          throw new Error('The bundle contains no file of jose, or its source map is wrong.');
        return { version: versionOf(name), note: checkSize(project, file, ROOT_ENTRY) };
      },
    },
  ];
}

/** @type {readonly Cell[]} */
export default [...SERVERS.map(serverCell), ...PAGES.flatMap(pageCells)];
