// The compilers: correct code must compile strictly with the installed declarations, and mistakes must not
// compile.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { declaredNames } from '../declarations.js';
import { installedEntries } from '../installed.js';
import { MODULES, ROOT } from '../paths.js';
import { exec } from '../process.js';
import { versionOfPackage } from '../tools.js';

/** @import { Cell } from '../cells.js' */
/** @import { Project } from '../project.js' */
/** @typedef {'ESM' | 'CJS'} Format */

/** In 4.8 and before, CJS cannot import the subpaths: TS1471, TS1479. 7.0 is the native compiler. */
const VERSIONS = ['4.9', '5.2', '5.9', '6.0', '7.0'];

const RESOLUTIONS = ['node10', 'node16', 'nodenext', 'bundler'];

/** A version no longer supports these, or not yet. The compiler still runs, and its error is in the table. */
const REFUSED = [
  'TypeScript 4.9, bundler, ESM',
  'TypeScript 4.9, bundler, CJS',
  'TypeScript 5.2, bundler, CJS',
  'TypeScript 7.0, node10, ESM',
  'TypeScript 7.0, node10, CJS',
];

/** The compiler's error if it does not support a resolution, or not with this module format. */
const REFUSAL = /error (TS(?:5095|5108|6046): .*)/;

const STRICTNESS = {
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  // The compiler's own libraries are not tested.
  skipDefaultLibCheck: true,
  // Libraries compile with this, and then the compiler must be able to name every inferred type.
  declaration: true,
  noEmit: true,
};

/** The global types and the options that a project may have, and the files that need them. */
const SURROUNDINGS = [
  { name: 'only the language', lib: ['es2022'], types: [], files: [] },
  {
    name: 'only the language, without exactOptionalPropertyTypes',
    lib: ['es2022'],
    types: [],
    files: [],
    // As in most projects. It changes which objects are assignable to a Record.
    exactOptionalPropertyTypes: false,
  },
  { name: 'DOM', lib: ['es2022', 'dom'], types: [], files: ['web.ts'] },
  { name: '@types/node', lib: ['es2022'], types: ['node'], files: ['web.ts', 'node.ts'] },
  { name: 'DOM and @types/node', lib: ['es2022', 'dom'], types: ['node'], files: ['web.ts', 'node.ts'] },
];

/** @param {string} version */
const compiler = (version) => join(MODULES, `typescript-${version}`, 'bin', 'tsc');

/** @param {string} version @param {string} resolution @param {Format} format */
function moduleOf(version, resolution, format) {
  if (resolution === 'node16' || resolution === 'nodenext') return resolution;
  if (format === 'ESM') return 'es2022';
  // 5.9 does not allow `commonjs` with `bundler`.
  return resolution === 'bundler' && version === '5.9' ? 'preserve' : 'commonjs';
}

/** @param {string} version @param {string} resolution @param {Format} format */
function settings(version, resolution, format) {
  return {
    target: 'es2022',
    module: moduleOf(version, resolution, format),
    // The name of node10 before 5.0.
    moduleResolution: version === '4.9' && resolution === 'node10' ? 'node' : resolution,
    // Otherwise it reports options that 7.0 removed.
    ...(version === '6.0' ? { ignoreDeprecations: '6.0' } : {}),
  };
}

/** @param {string} version @param {object} compilerOptions @returns {Promise<string | undefined>} */
async function refusal(version, compilerOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'widget-token-'));
  try {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['empty.ts'] }));
    writeFileSync(join(folder, 'empty.ts'), 'export {};\n');
    await exec('node', [compiler(version)], { cwd: folder });
    return undefined;
  } catch (error) {
    return REFUSAL.exec(String(error))?.[1];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {Project} project @param {string} version @param {object} options @param {Format} format */
async function compile(project, version, options, format) {
  project.configure({ type: format === 'ESM' ? 'module' : 'commonjs' });
  project.copy('typescript');
  for (const file of ['correct.ts', 'mistakes.ts']) {
    project.write(file, readFileSync(join(ROOT, 'test', 'types', file), 'utf8'));
  }
  const always = ['exports.ts', 'correct.ts', 'mistakes.ts', ...(format === 'CJS' ? ['require.ts'] : [])];
  const failed = [];
  const problems = [];
  for (const { name, files, ...globals } of SURROUNDINGS) {
    const compilerOptions = { ...STRICTNESS, ...options, ...globals };
    project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: [...always, ...files] }));
    try {
      await project.exec('node', [compiler(version)]);
    } catch (error) {
      failed.push(name);
      problems.push(String(error));
    }
  }
  if (failed.length === 0) return;
  throw new Error([`It does not compile with ${failed.join('; with ')}.`, ...problems].join('\n'));
}

/** @param {string} version @param {string} resolution @param {Format} format @returns {Cell} */
function compilerCell(version, resolution, format) {
  const group = 'Compilers';
  const name = `TypeScript ${version}, ${resolution}, ${format}`;
  const options = settings(version, resolution, format);
  if (REFUSED.includes(name)) return { group, name, unavailable: () => refusal(version, options) };
  return {
    group,
    name,
    run: async (project) => {
      await compile(project, version, options, format);
      return { version: versionOfPackage(`typescript-${version}`) };
    },
  };
}

/**
 * A sample beside the types of other packages.
 *
 * @param {string} name @param {string} file @param {readonly string[]} packages @returns {Cell}
 */
function besideCell(name, file, packages) {
  return {
    group: 'Compilers',
    name,
    run: async (project) => {
      project.configure({ type: 'module' });
      project.copy(`typescript/${file}`, file);
      for (const version of VERSIONS) {
        const surroundings = { lib: ['es2022'], types: ['node'], skipLibCheck: true };
        const compilerOptions = { ...STRICTNESS, ...settings(version, 'node16', 'ESM'), ...surroundings };
        project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: [file] }));
        await project.exec('node', [compiler(version)]);
      }
      return { version: packages.map((one) => versionOfPackage(one)).join(', ') };
    },
  };
}

const sdk = besideCell('Segment attributes of @aws-sdk/client-connect', 'sdk.ts', [
  '@aws-sdk/client-connect',
]);

const frameworks = besideCell('Handlers of Express 5 and 4 and of AWS Lambda', 'frameworks.ts', [
  '@types/express',
  '@types/express-4',
  '@types/aws-lambda',
]);

/** @type {Cell} */
const completeness = {
  group: 'Compilers',
  name: 'The compiled sample uses every export',
  run: async (project) => {
    project.copy('typescript/exports.ts', 'exports.ts');
    const sample = project.read('exports.ts');
    for (const { specifier, declarations } of installedEntries(project)) {
      const unused = declaredNames(declarations.ESM).filter(
        (name) => !new RegExp(`\\b${name}\\b`).test(sample),
      );
      if (unused.length > 0)
        throw new Error(`exports.ts does not use these exports of ${specifier}: ${unused.join(', ')}`);
    }
    return { version: '' };
  },
};

/** @type {readonly Cell[]} */
export default [
  ...VERSIONS.flatMap((version) =>
    RESOLUTIONS.flatMap((resolution) => [
      compilerCell(version, resolution, 'ESM'),
      compilerCell(version, resolution, 'CJS'),
    ]),
  ),
  sdk,
  frameworks,
  completeness,
];
