// The package that is installed in a cell's project.

import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** @import { Project } from './project.js' */

export const NAME = 'amazon-connect-widget-token';

const FOLDER = `node_modules/${NAME}`;

/** @param {Project} project @param {string} file The path in the package. */
export function pathInstalled(project, file) {
  return join(project.folder, FOLDER, file);
}

/** @param {Project} project @param {string} file The path in the package. */
export function readInstalled(project, file) {
  return project.read(join(FOLDER, file));
}

/** @param {Project} project @returns {string[]} The path of every file, sorted. */
export function installedFiles(project) {
  const folder = pathInstalled(project, '.');
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .sort();
}

/**
 * @param {Project} project
 * @returns {{ specifier: string, declarations: { ESM: string, CJS: string } }[]} The entries of the package,
 *   and the paths of their declaration files.
 */
export function installedEntries(project) {
  const { exports } = JSON.parse(readInstalled(project, 'package.json'));
  return Object.entries(exports)
    .filter(([subpath]) => subpath !== './package.json')
    .map(([subpath, { import: esm, require: cjs }]) => ({
      specifier: join(NAME, subpath),
      declarations: {
        ESM: pathInstalled(project, esm.types),
        CJS: pathInstalled(project, cjs.types),
      },
    }));
}
