// Jest, which loads the CJS build unless it is set up to load ES modules.

import { applyFix, GROUP, runTests, TESTS, versions } from './run-tests.js';

/** @import { Cell } from '../../cells.js' */
/** @import { Command } from './run-tests.js' */

/** @type {Command} */
const JEST = ['jest', '--ci', '--verbose'];

/** Jest loads ES modules only with this flag. */
const VM_MODULES = { NODE_OPTIONS: '--experimental-vm-modules' };

/** Further tests, for the way Jest handles modules and globals. */
const REALM_TESTS = [
  'accepts a key, attributes and a date from the realm of Node.js',
  'refuses anything but a plain object',
  'still works after jest.resetModules and in jest.isolateModules',
  'can be mocked with jest.spyOn or as a whole module',
  'prints an error as a stable snapshot',
];

/** @param {string} transformer @param {object} jest The configuration of Jest. @returns {Cell} */
function typescriptCell(transformer, jest) {
  return {
    group: GROUP,
    name: `Jest 30, TypeScript with ${transformer}`,
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
    name: 'Jest 30, CJS, jsdom, with the fix from the error',
    run: async (project) => {
      project.copy('runners/cjs');
      project.copy('runners/jest/token.test.js', 'token.test.js');
      project.configure({ jest: { testEnvironment: 'jsdom' } });
      await applyFix(project, JEST);
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
    // Here jose is loaded before the package's own code, and fails. Only the CJS build can prevent that.
    name: 'Jest 30, ESM, jsdom, with the fix from docs/testing.md',
    run: async (project) => {
      project.copy('runners/esm');
      project.copy('runners/jest-esm');
      project.configure({ type: 'module', jest: { testEnvironment: 'jsdom' } });
      const error = /ReferenceError: TextEncoder is not defined/;
      const text = project.read('node_modules/amazon-connect-widget-token/docs/testing.md');
      await applyFix(project, JEST, { env: VM_MODULES, error, text });
      return { version: versions('jest', 'jest-environment-jsdom') };
    },
  },
  typescriptCell('ts-jest', { transform: { '\\.ts$': 'ts-jest' } }),
  typescriptCell('@swc/jest', { transform: { '\\.ts$': '@swc/jest' } }),
  typescriptCell('babel-jest', {}),
];
