// Jest, which takes the CJS build, unless it is told to load ES modules.

import { GROUP, obey, runTests, TESTS, versions } from './run-tests.js';

/** @import { Cell } from '../../cells.js' */
/** @import { Command } from './run-tests.js' */

/** @type {Command} */
const JEST = ['jest', '--ci', '--verbose'];

/** Jest loads ES modules only with it. */
const VM_MODULES = { NODE_OPTIONS: '--experimental-vm-modules' };

/** The tests that Jest's ways with modules and globals need besides. */
const REALM_TESTS = [
  'takes a key, attributes and a date of Node.js’s own realm',
  'refuses what is no plain object',
  'works on after jest.resetModules and in jest.isolateModules',
  'can be replaced, by jest.spyOn or as a whole',
  'prints an error as a snapshot that stays',
];

/** @param {string} transformer @param {object} jest Its configuration. @returns {Cell} */
function typescriptCell(transformer, jest) {
  return {
    group: GROUP,
    name: `Jest 30, TypeScript by ${transformer}`,
    run: async (project) => {
      project.copy('runners/ts');
      project.copy('runners/jest-ts');
      project.configure({ jest });
      await runTests(project, JEST);
      return { version: versions('jest', transformer) };
    },
  };
}

/** @type {readonly Cell[]} */
export default [
  {
    group: GROUP,
    name: 'Jest 30, CJS, no configuration',
    run: async (project) => {
      project.copy('runners/cjs');
      project.copy('runners/jest');
      await runTests(project, JEST, { tests: [...TESTS, ...REALM_TESTS] });
      return { version: versions('jest') };
    },
  },
  {
    group: GROUP,
    name: 'Jest 30, CJS, jsdom: as the error says',
    run: async (project) => {
      project.copy('runners/cjs');
      project.copy('runners/jest/token.test.js', 'token.test.js');
      project.configure({ jest: { testEnvironment: 'jsdom' } });
      await obey(project, JEST);
      return { version: versions('jest', 'jest-environment-jsdom') };
    },
  },
  {
    group: GROUP,
    name: 'Jest 30, ESM',
    run: async (project) => {
      project.copy('runners/esm');
      project.copy('runners/jest-esm');
      project.configure({ type: 'module' });
      await runTests(project, JEST, { env: VM_MODULES });
      return { version: versions('jest') };
    },
  },
  {
    group: GROUP,
    // There jose is loaded before anything of ours, and fails. Only the CJS build can prevent that.
    name: 'Jest 30, ESM, jsdom: as README says',
    run: async (project) => {
      project.copy('runners/esm');
      project.copy('runners/jest-esm');
      project.configure({ type: 'module', jest: { testEnvironment: 'jsdom' } });
      const error = /ReferenceError: TextEncoder is not defined/;
      const text = project.read('node_modules/amazon-connect-widget-token/README.md');
      await obey(project, JEST, { env: VM_MODULES, error, text });
      return { version: versions('jest', 'jest-environment-jsdom') };
    },
  },
  typescriptCell('ts-jest', { transform: { '\\.ts$': 'ts-jest' } }),
  typescriptCell('@swc/jest', { transform: { '\\.ts$': '@swc/jest' } }),
  typescriptCell('babel-jest', {}),
];
