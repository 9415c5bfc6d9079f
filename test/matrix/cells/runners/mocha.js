// Mocha, whose users fake the clock with Sinon.

import { GROUP, runTests, versions } from './run-tests.js';

/** @type {readonly import('../../cells.js').Cell[]} */
export default [
  {
    group: GROUP,
    name: 'Mocha 12, CJS',
    run: async (project) => {
      project.copy('runners/cjs');
      project.copy('runners/mocha');
      await runTests(project, ['mocha']);
      return { version: versions('mocha', 'sinon') };
    },
  },
];
