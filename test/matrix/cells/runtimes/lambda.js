// AWS Lambda's Node.js 22: its flags, its handler, a function URL's event. The folder is what would be zipped.

import { missingNode, nodePath } from '../../tools.js';
import { copyWithConformance, expectConforms, versionOf } from './conformance.js';

/** @import { Cell } from '../../cells.js' */

const NODE = '22';

/**
 * What Lambda turns off, so that a CJS function cannot require an ESM package.
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
