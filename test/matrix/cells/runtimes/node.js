// Node.js: the first release that `engines` allows, and the latest of each release line, with import, with
// require and in worker threads.

import { missingNode, nodePath } from '../../tools.js';
import { copyWithConformance, expectConforms, versionOf } from './conformance.js';

/** @import { Cell } from '../../cells.js' */

/** Each has a package in test/matrix/package.json, such as `node-20.0-linux-x64`. */
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
