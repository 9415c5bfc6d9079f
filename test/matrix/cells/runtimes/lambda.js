// AWS Lambda with Node.js 22: its flags, its handler and the event of a function URL. A user would zip the
// same folder.

import { missingNode, nodePath } from '../../tools.js';
import { copyWithConformance, expectConforms, versionOf } from './conformance.js';

/** @import { Cell } from '../../cells.js' */

const NODE = '22';

/**
 * Lambda turns these features off, so a CJS function cannot require an ESM package.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
const FLAGS = ['--no-experimental-require-module', '--no-experimental-detect-module'];

/** @param {string} format @param {string} file @returns {Cell} */
function cell(format, file) {
  return {
    group: 'Runtimes',
    name: `AWS Lambda, Node.js 22, ${format} function`,
    unavailable: () => missingNode(NODE),
    run: async (project) => {
      copyWithConformance(project, 'lambda');
      await expectConforms(project, nodePath(NODE), [...FLAGS, 'lambda/drive.mjs', file]);
      return { version: await versionOf(project, nodePath(NODE)) };
    },
  };
}

/** @type {readonly Cell[]} */
export default [cell('ESM', 'esm.mjs'), cell('CJS', 'cjs.js')];
