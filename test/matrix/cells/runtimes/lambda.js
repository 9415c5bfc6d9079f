// AWS Lambda with Node.js 22 and 24: its flags, its handler and the five kinds of events. A user would zip the
// same folder.

import { missingNode, nodePath } from '../../tools.js';
import { copyWithConformance, expectConforms, versionOf } from './conformance.js';

/** @import { Cell } from '../../cells.js' */

/**
 * Lambda turns these features off, so a CJS function cannot require an ESM package.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
const FLAGS = ['--no-experimental-require-module', '--no-experimental-detect-module'];

/** @param {string} release @param {string} format @param {string} file @returns {Cell} */
function cell(release, format, file) {
  return {
    group: 'Runtimes',
    name: `AWS Lambda, Node.js ${release}, ${format} function, five kinds of events`,
    unavailable: () => missingNode(release),
    run: async (project) => {
      copyWithConformance(project, 'lambda');
      await expectConforms(project, nodePath(release), [...FLAGS, 'lambda/drive.mjs', file]);
      return { version: await versionOf(project, nodePath(release)) };
    },
  };
}

/** @type {readonly Cell[]} */
export default ['22', '24'].flatMap((release) => [
  cell(release, 'ESM', 'esm.mjs'),
  cell(release, 'CJS', 'cjs.js'),
]);
