// Deno and Bun, with the package that npm installed.

import { missing } from '../../tools.js';
import { copyWithConformance, expectConforms, versionOf } from './conformance.js';

/** @import { Cell } from '../../cells.js' */

/** @param {'deno' | 'bun'} command @param {string} name @param {readonly string[]} args @returns {Cell} */
function cell(command, name, args) {
  return {
    group: 'Runtimes',
    name,
    unavailable: () => missing(command),
    run: async (project) => {
      copyWithConformance(project, 'node');
      await expectConforms(project, command, args);
      return { version: await versionOf(project, command) };
    },
  };
}

/** @type {readonly Cell[]} */
export default [
  // Without any permission: the package does not read files or environment variables, or use the network.
  cell('deno', 'Deno, import', ['run', '--no-prompt', '--cached-only', 'node/check.mjs']),
  cell('bun', 'Bun, import', ['node/check.mjs']),
  cell('bun', 'Bun, require', ['node/check.cjs']),
];
