import { readdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineConfig, type Options } from 'tsup';

const GETTER =
  /Object\.defineProperty\(exports, "(\w+)", \{\s+enumerable: true,\s+get: function \(\) \{ return ([\w.]+); \}\s+\}\);/g;

/** Rollup re-exports through getters, and neither jest.mock, jest.spyOn nor Sinon can replace a getter. */
async function replaceGetters(): Promise<void> {
  for (const name of await readdir('dist')) {
    if (!name.endsWith('.cjs')) continue;
    const text = await readFile(`dist/${name}`, 'utf8');
    await writeFile(`dist/${name}`, text.replace(GETTER, 'exports.$1 = $2;'));
  }
}

// The root entry is the first.
const entry = { index: 'src/index.ts', verify: 'src/verify.ts', handler: 'src/handler.ts' };

/**
 * Lets each entry point import the root entry too, so that all of its code is in one file, which they share.
 * Otherwise what only some of them need is in a file of its own, and Node.js opens one more before the first
 * token. esbuild then leaves the import out, as package.json says that no file has side effects.
 */
const shareOneFile: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'share-one-file',
  setup(build) {
    build.initialOptions.logOverride = { 'ignored-bare-import': 'silent' };
    const [root, ...others] = Object.values(entry).map((path) => resolve(path));
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (!others.includes(path)) return undefined;
      return { contents: `import ${JSON.stringify(root)}; ${await readFile(path, 'utf8')}`, loader: 'ts' };
    });
  },
};

/** The command imports the entry points as they are built, beside it. */
const importBuiltEntries: typeof shareOneFile = {
  name: 'import-built-entries',
  setup(build) {
    build.onResolve({ filter: /^\.\.\/(index|verify)\.js$/ }, ({ path }) => ({
      path: path.slice(1),
      external: true,
    }));
  },
};

const shared: Options = {
  entry,
  // Entry points share code through files of their own, so that there is one WidgetTokenError, in CJS too.
  splitting: true,
  target: 'es2022',
  platform: 'neutral',
  treeshake: true,
  // tsup's declaration build sets baseUrl, which TypeScript 6 deprecates.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
};

export default defineConfig([
  { ...shared, format: 'esm', clean: true },
  {
    ...shared,
    format: 'cjs',
    // Bundle jose: version 6 is ESM only, which neither Jest nor Node.js before 22.12 can `require`.
    noExternal: ['jose'],
    inject: ['./scripts/cjs-globals.js'],
    esbuildPlugins: [shareOneFile],
    onSuccess: replaceGetters,
  },
  {
    ...shared,
    format: 'esm',
    outDir: 'dist/node',
    // Loading jose's nine files takes as long as everything else before the first token. Bundlers, such as those
    // for edge runtimes, use the build that imports jose, so that their bundle has one copy of it.
    noExternal: ['jose'],
    esbuildPlugins: [shareOneFile],
    dts: false,
  },
  {
    // The command imports the built entry points. Bundled with them, it would split them into more files, which
    // every import of the package would load.
    entry: { cli: 'src/cli.ts' },
    outDir: 'dist/node',
    target: 'es2022',
    platform: 'node',
    format: 'esm',
    esbuildPlugins: [importBuiltEntries],
  },
]);
