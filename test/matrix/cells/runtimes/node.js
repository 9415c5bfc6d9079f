// Node.js: the first release that `engines` promises, and the latest of each line; by import, by require, in a
// worker thread.

import { missingNode, nodePath } from '../../tools.js';
import { copyWithConformance, expectConforms, versionOf } from './conformance.js';

/** @import { Cell } from '../../cells.js' */

/** The packages of test/matrix/package.json, `node-20.0-linux-x64` and so on. */
const RELEASES = ['20.0', '20', '22', '24', '26'];

/** @param {string} release @param {string} how @param {string} file @returns {Cell} */
function cell(release, how, file) {
  const node = nodePath(release);
  return {
    group: 'Runtimes',
    name: `Node.js ${release}, ${how}`,
    unavailable: () => missingNode(release),
    run: async (project) => {
      copyWithConformance(project, 'node');
      await expectConforms(project, node, [`node/${file}`]);
      const version = await versionOf(project, node);
      if (!version.startsWith(`${release}.`)) throw new Error(`It ran on Node.js ${version}.`);
      return { version };
    },
  };
}

/** @type {readonly Cell[]} */
export default [
  ...RELEASES.flatMap((release) => [
    cell(release, 'import', 'check.mjs'),
    cell(release, 'require', 'check.cjs'),
  ]),
  cell('22', 'worker threads', 'threads.mjs'),
];
