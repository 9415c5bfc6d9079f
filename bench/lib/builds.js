// Builds each contestant with esbuild, in each form in which a user would run it.

import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * @typedef {import('./contestants.js').Contestant} Contestant
 * @typedef {import('esbuild').BuildOptions} BuildOptions
 * @typedef {{ extension: string; code: (contestant: string) => string; options: BuildOptions }} Shape
 */

/** In bench/, so that the built files find their imports in bench/node_modules. */
const BUILDS = fileURLToPath(new URL('../.builds/', import.meta.url));
const BENCH = fileURLToPath(new URL('..', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A module that a program imports, mints one token with, and ends. */
const exported = (/** @type {string} */ contestant) => `export { prepare } from '${contestant}';`;

/** Mints a token for each request. */
const worker = (/** @type {string} */ contestant) => `
  import { prepare } from '${contestant}';
  export default {
    async fetch() {
      const mint = await prepare();
      return new Response(await mint());
    },
  };`;

/** Mints as many tokens as the query asks for. Without a query, answers with one token. */
const benchedWorker = (/** @type {string} */ contestant) => `
  import { prepare } from '${contestant}';
  import { mintMany } from './lib/mint-many.js';
  let mint;
  export default {
    async fetch(request) {
      mint ??= await prepare();
      const { searchParams } = new URL(request.url);
      if (searchParams.has('tokens') === false) return new Response(await mint());
      await mintMany(mint, Number(searchParams.get('tokens')), Number(searchParams.get('inFlight')));
      return new Response('');
    },
  };`;

/** @type {BuildOptions} */
const NODE = { platform: 'node', target: 'node20' };

/** How bundlers for edge workers resolve packages. @type {BuildOptions} */
const WORKER = { format: 'esm', target: 'es2022', conditions: ['workerd', 'worker', 'browser'] };

/** CommonJS packages call `require` for the Node.js modules that workerd has. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire('/');";

const SHAPES = {
  esm: { extension: '.mjs', code: exported, options: { ...NODE, format: 'esm', packages: 'external' } },
  cjs: { extension: '.cjs', code: exported, options: { ...NODE, format: 'cjs', packages: 'external' } },
  bundle: { extension: '.bundle.cjs', code: exported, options: { ...NODE, format: 'cjs', minify: true } },
  worker: {
    extension: '.worker.js',
    code: worker,
    options: { ...WORKER, platform: 'browser', minify: true },
  },
  benchedWorker: {
    extension: '.workerd.js',
    code: benchedWorker,
    options: { ...WORKER, platform: 'node', banner: { js: REQUIRE } },
  },
};

/**
 * @param {Contestant} contestant
 * @param {keyof typeof SHAPES} shape
 * @returns {Promise<string>} The path of the file. Rejects if the contestant cannot be bundled.
 */
export async function buildContestant({ file }, shape) {
  const { extension, code, options } = /** @type {Shape} */ (SHAPES[shape]);
  const outfile = `${BUILDS}${file}${extension}`;
  const contents = code(`./contestants/${file}.js`);
  mkdirSync(BUILDS, { recursive: true });
  await build({
    stdin: { contents, resolveDir: BENCH, sourcefile: `${file}.js` },
    bundle: true,
    outfile,
    logLevel: 'silent',
    // The project's tsconfig.json maps the package's name to its source.
    tsconfigRaw: {},
    ...options,
  });
  return outfile;
}

/** The bundle of a page that imports only the pure functions. @returns {Promise<string>} Its path. */
export async function buildPureFunctions() {
  const outfile = `${BUILDS}pure-functions.js`;
  const contents = `export { validateAttributes, estimateTokenSize } from 'amazon-connect-widget-token';`;
  await build({
    stdin: { contents, resolveDir: BENCH, sourcefile: 'page.js' },
    bundle: true,
    outfile,
    logLevel: 'silent',
    tsconfigRaw: {},
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    minify: true,
  });
  return outfile;
}

/**
 * The minified size of each file in a bundle of createWidgetToken, made from the source: the build has few files.
 *
 * @returns {Promise<[file: string, bytes: number][]>}
 */
export async function measureFiles() {
  const { metafile } = await build({
    stdin: { contents: `export { createWidgetToken } from './src/index.ts';`, resolveDir: ROOT },
    bundle: true,
    write: false,
    metafile: true,
    logLevel: 'silent',
    absWorkingDir: ROOT,
    ...WORKER,
    platform: 'browser',
    minify: true,
  });
  const [output] = Object.values(metafile?.outputs ?? {});
  return Object.entries(output?.inputs ?? {}).map(([file, { bytesInOutput }]) => [file, bytesInOutput]);
}

export function clearBuilds() {
  rmSync(BUILDS, { recursive: true, force: true });
}
