// Every cell of the matrix. To add a runtime, a test runner, a compiler or a bundler, add an entry to its
// list.

import bundlers from './cells/bundlers.js';
import compilers from './cells/compilers.js';
import packaging from './cells/packaging.js';
import runners from './cells/runners.js';
import runtimes from './cells/runtimes.js';

/**
 * @typedef {object} Cell
 * @property {string} group
 * @property {string} name Unique: `npm run test:matrix -- 'its name'` runs only this cell.
 * @property {() => string | undefined | Promise<string | undefined>} [unavailable] Returns the reason if it
 *   cannot run here.
 * @property {(project: import('./project.js').Project) => Promise<{ version: string, note?: string }>} [run]
 *   Returns the version that it ran with, and a note for the table. Throws on a failure. Left out if the cell
 *   can never run; `unavailable` then gives the reason.
 */

/** @type {readonly Cell[]} */
export const CELLS = [...runtimes, ...runners, ...compilers, ...bundlers, ...packaging];
