// The runtimes: each runs the same conformance script on the installed package.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MODULES } from '../paths.js';

/** @import { Cell } from '../cells.js' */

/** @param {string} release */
const nodePath = (release) =>
  join(MODULES, `node-${release}-${process.platform}-${process.arch}`, 'bin', 'node');

/** @param {string} release @param {'import' | 'require'} how @returns {Cell} */
function nodeCell(release, how) {
  const file = how === 'import' ? 'start.mjs' : 'start.cjs';
  return {
    group: 'Runtimes',
    name: `Node.js ${release}, ${how}`,
    unavailable: async () =>
      existsSync(nodePath(release))
        ? undefined
        : `npm has no Node.js ${release} for ${process.platform} ${process.arch}`,
    run: async (project) => {
      project.copy('runtimes');
      const { stdout } = await project.exec(nodePath(release), [file]);
      return { version: stdout.trim() };
    },
  };
}

/** @type {readonly Cell[]} */
export default ['20.0', '20', '22', '24', '26'].flatMap((release) => [
  nodeCell(release, 'import'),
  nodeCell(release, 'require'),
]);
