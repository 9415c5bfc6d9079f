// The test runners of Deno and Bun, which run TypeScript without a transformer.

import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { MODULES } from '../../paths.js';
import { missing } from '../../tools.js';
import { GROUP, runTests, versions } from './run-tests.js';

/** @type {readonly import('../../cells.js').Cell[]} */
export default [
  {
    group: GROUP,
    name: 'bun test',
    unavailable: () => missing('bun'),
    run: async (project) => {
      project.copy('runners/ts');
      project.copy('runners/bun');
      await runTests(project, ['bun', 'test']);
      return { version: versions('bun') };
    },
  },
  {
    group: GROUP,
    name: 'deno test',
    unavailable: () => missing('deno'),
    run: async (project) => {
      project.copy('runners/ts');
      project.copy('runners/deno');
      // Deno also checks the types, and looks for those of node:assert only in the project.
      const types = join(project.folder, 'node_modules/@types');
      mkdirSync(types);
      symlinkSync(join(MODULES, '@types/node'), join(types, 'node'));
      // The tests use @sinonjs/fake-timers, because @std/testing is not on npm. They need no permission.
      await runTests(project, ['deno', 'test', '--no-prompt', '--cached-only']);
      return { version: versions('deno', '@sinonjs/fake-timers') };
    },
  },
];
