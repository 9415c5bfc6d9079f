import { readdir, readFile, writeFile } from 'node:fs/promises';
import { defineConfig, type Options } from 'tsup';

const GETTER =
  /Object\.defineProperty\(exports, "(\w+)", \{\s+enumerable: true,\s+get: function \(\) \{ return ([\w.]+); \}\s+\}\);/g;

/** Rollup re-exports through getters, and what has one can be replaced by neither jest.mock nor jest.spyOn nor Sinon. */
async function replaceGetters(): Promise<void> {
  for (const name of await readdir('dist')) {
    if (!name.endsWith('.cjs')) continue;
    const text = await readFile(`dist/${name}`, 'utf8');
    await writeFile(`dist/${name}`, text.replace(GETTER, 'exports.$1 = $2;'));
  }
}

const shared: Options = {
  entry: { index: 'src/index.ts', verify: 'src/verify.ts', handler: 'src/handler.ts' },
  // What two entries share is a file of its own, so that there is one WidgetTokenError, in CJS as well.
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
    // jose 6 is ESM only, and neither Jest nor Node.js before 22.12 can require that: what we use of
    // it is inside.
    noExternal: ['jose'],
    inject: ['./scripts/cjs-globals.js'],
    onSuccess: replaceGetters,
  },
  {
    ...shared,
    format: 'esm',
    outDir: 'dist/node',
    // Loading the nine files of jose takes as long as all else before the first token. What bundles, as for an edge
    // runtime, gets the build that imports jose, and has one copy of it.
    noExternal: ['jose'],
    dts: false,
  },
  {
    // The command imports the entries as they are built: bundled with them, it would split them further,
    // and every import of the package would load more files.
    entry: { cli: 'src/cli.ts' },
    outDir: 'dist/node',
    target: 'es2022',
    platform: 'node',
    format: 'esm',
    external: [/^\.\/(index|verify)\.js$/],
  },
]);
