// Node.js's own test runner.

import { GROUP, runTests } from './run-tests.js';

/** @type {readonly import('../../cells.js').Cell[]} */
export default [
  {
    group: GROUP,
    name: 'node:test',
    run: async (project) => {
      project.copy('runners/esm');
      project.copy('runners/node-test');
      project.configure({ type: 'module' });
      await runTests(project, ['node', '--test', '--test-reporter=spec']);
      return { version: `Node.js ${process.version}` };
    },
  },
];
