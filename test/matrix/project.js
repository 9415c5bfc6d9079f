// The project of a cell: an empty folder in which the tarball is installed, as a user would install it.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FIXTURES, PROJECTS, ROOT } from './paths.js';
import { exec } from './process.js';

const TEMPLATE = join(PROJECTS, '.template');

/**
 * @typedef {object} Project
 * @property {string} folder
 * @property {string} tarball The path of the tarball.
 * @property {(name: string, text: string) => string} write Writes a file, and returns its path.
 * @property {(name: string) => string} read Reads a file of the project.
 * @property {(fixture: string, name?: string) => void} copy Copies a file, or the content of a folder, from
 *   fixtures/.
 * @property {(fields: object) => void} configure Adds fields to package.json, such as `{ type: 'module' }`.
 * @property {(command: string, args: readonly string[], options?: import('./process.js').ExecOptions) =>
 *   Promise<{ stdout: string, stderr: string }>} exec Runs a command in the folder; rejects with its output
 *   unless it exits with 0.
 */

/** Builds, packs and installs the tarball once. The projects of the cells are copies of the result. */
export async function prepareTarball() {
  mkdirSync(TEMPLATE, { recursive: true });
  placeDecoys();
  // This runs `prepack`, which builds.
  const { stdout } = await exec('npm', ['pack', '--pack-destination', PROJECTS], { cwd: ROOT });
  const tarball = join(PROJECTS, stdout.trim().split('\n').pop() ?? '');
  writeFileSync(join(TEMPLATE, 'package.json'), JSON.stringify({ private: true }));
  const install = ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball];
  await exec('npm', install, { cwd: TEMPLATE });
  return tarball;
}

/**
 * @param {string} name
 * @param {string} tarball
 * @returns {Project}
 */
export function createProject(name, tarball) {
  const folder = join(PROJECTS, name.replace(/[^\w.]+/g, '-').toLowerCase());
  rmSync(folder, { recursive: true, force: true });
  cpSync(TEMPLATE, folder, { recursive: true });
  const at = (/** @type {string} */ file) => join(folder, file);
  const read = (/** @type {string} */ file) => readFileSync(at(file), 'utf8');
  const write = (/** @type {string} */ file, /** @type {string} */ text) => {
    mkdirSync(dirname(at(file)), { recursive: true });
    writeFileSync(at(file), text);
    return at(file);
  };
  return {
    folder,
    tarball,
    read,
    write,
    copy: (fixture, name = '.') => cpSync(join(FIXTURES, fixture), at(name), { recursive: true }),
    configure: (fields) =>
      write('package.json', JSON.stringify({ ...JSON.parse(read('package.json')), ...fields }, null, 2)),
    exec: (command, args, options) => exec(command, args, { cwd: folder, ...options }),
  };
}

/**
 * The projects are inside this repository, so Node.js would find the repository's own jose if the tarball did
 * not install it. A decoy that comes before it reports this.
 */
function placeDecoys() {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) {
    const folder = join(PROJECTS, 'node_modules', name);
    const exports = { './package.json': './package.json', '.': './missing.cjs', './*': './missing.cjs' };
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '0.0.0', exports }));
    writeFileSync(join(folder, 'missing.cjs'), `throw new Error('The tarball did not install ${name}.');\n`);
  }
}
