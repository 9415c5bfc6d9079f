// Vitest, with each of its environments.

import { applyFix, GROUP, runTests, versions } from './run-tests.js';

/** @import { Cell } from '../../cells.js' */
/** @import { Project } from '../../project.js' */
/** @import { Command } from './run-tests.js' */

/** @type {Command} */
const VITEST = ['vitest', 'run', '--reporter=verbose'];

/** @param {Project} project @param {object} test Vitest's configuration. */
function prepare(project, test) {
  project.copy('runners/esm');
  project.copy('runners/vitest');
  project.configure({ type: 'module' });
  project.write('vitest.config.js', `export default ${JSON.stringify({ test })};\n`);
}

/** @param {string} environment @param {readonly string[]} tools @returns {Cell} */
function cell(environment, ...tools) {
  return {
    group: GROUP,
    name: `Vitest 4, ${environment}`,
    run: async (project) => {
      prepare(project, { environment });
      await runTests(project, VITEST);
      return { version: versions('vitest', ...tools) };
    },
  };
}

/** @type {readonly Cell[]} */
export default [
  cell('node'),
  cell('jsdom', 'jsdom'),
  cell('happy-dom', 'happy-dom'),
  cell('edge-runtime', '@edge-runtime/vm'),
  {
    group: GROUP,
    // Without vmThreads, Vitest adds jsdom's globals to those of Node.js. Here there are only jsdom's.
    name: 'Vitest 4, jsdom in vmThreads, with the fix from the error',
    run: async (project) => {
      prepare(project, { environment: 'jsdom', pool: 'vmThreads' });
      await applyFix(project, VITEST);
      return { version: versions('vitest', 'jsdom') };
    },
  },
];
