// Every cell of the matrix. To add a runtime, a test runner, a compiler or a bundler, add an entry to its list.

import bundlers from './cells/bundlers.js';
import compilers from './cells/compilers.js';
import packaging from './cells/packaging.js';
import runners from './cells/runners.js';
import runtimes from './cells/runtimes.js';

/**
 * @typedef {object} Cell
 * @property {string} group
 * @property {string} name Unique: `npm run test:matrix -- 'its name'` runs it alone.
 * @property {() => string | undefined | Promise<string | undefined>} [unavailable] Why it cannot run here, if it cannot.
 * @property {(project: import('./project.js').Project) => Promise<{ version: string, note?: string }>} [run]
 *   What it ran with, and what else the table should tell. Throws on a failure. Left out where nothing could ever run it here: `unavailable` tells why.
 */

/** @type {readonly Cell[]} */
export const CELLS = [...runtimes, ...runners, ...compilers, ...bundlers, ...packaging];
