// The test runners of Deno and Bun, which take TypeScript as it is.

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
      // Deno, which checks the types as well, takes those of node:assert from the project alone.
      const types = join(project.folder, 'node_modules/@types');
      mkdirSync(types);
      symlinkSync(join(MODULES, '@types/node'), join(types, 'node'));
      // @std/testing is not on npm, and @sinonjs/fake-timers is. No permission is needed.
      await runTests(project, ['deno', 'test', '--no-prompt', '--cached-only']);
      return { version: versions('deno', '@sinonjs/fake-timers') };
    },
  },
];
