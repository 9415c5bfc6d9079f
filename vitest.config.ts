import { fileURLToPath } from 'node:url';
import { defineConfig, defineProject } from 'vitest/config';

const source = (name: string): string => `${fileURLToPath(new URL('src/', import.meta.url))}${name}.ts`;

/** The tests of the source. test/mutation runs them too. */
export const unit = defineProject({
  resolve: {
    // Tests import the package by its name, as users do, and get the source.
    alias: [
      { find: /^amazon-connect-widget-token$/, replacement: source('index') },
      { find: /^amazon-connect-widget-token\/(\w+)$/, replacement: source('$1') },
    ],
  },
  test: {
    name: 'unit',
    include: ['test/{token,verify,handler,rules,lib,command,cli,cli/check,docs,repository}/*.test.ts'],
    // Errors elsewhere are for `npm run types`: the packages that bench/ imports may not be installed.
    typecheck: { enabled: true, include: ['test/types/*.test-d.ts'], ignoreSourceErrors: true },
    // Only to stop a test that hangs: a property with 15,000 inputs is slow on a busy machine.
    testTimeout: 300_000,
  },
});

// One project for each `npm run test:*` command that uses Vitest. All but `unit` test the build in dist/.
export default defineConfig({
  test: {
    projects: [
      unit,
      {
        // The tarball, installed as a user does it. Needs the npm registry.
        test: {
          name: 'package',
          // The tests of the command run with the source too.
          include: ['test/{package,command}/*.test.ts'],
          env: { TEST_COMMAND: 'built' },
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        // The examples, installed as a user does it and called over HTTP. Needs the npm registry, and Chromium for
        // the page. The npm script sets `--reporter=verbose`, which shows why a test was skipped: a project cannot set its reporter.
        test: {
          name: 'examples',
          include: ['test/endpoint/*.test.ts'],
          // The build of Next.js takes minutes on a busy machine.
          testTimeout: 300_000,
          hookTimeout: 1_800_000,
          fileParallelism: false,
        },
      },
      {
        // Faults outside the package: in the platform, the clock or another library.
        test: { name: 'faults', include: ['test/faults/*.test.ts'], testTimeout: 300_000 },
      },
      {
        // The playground's server, and its page in a real Chromium. The long timeouts are for slow machines.
        test: {
          name: 'playground',
          include: ['playground/test/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 20_000 } },
          maxWorkers: 2,
          // Vitest requires this of projects whose `maxWorkers` differs, for a run of all projects.
          sequence: { groupOrder: 1 },
        },
      },
    ],
    coverage: {
      include: ['src/**'],
      exclude: [
        // Only re-exports.
        'src/{index,verify,handler}.ts',
        // Tested as built, in its own process: test/package/cli.test.ts.
        'src/cli.ts',
      ],
      thresholds: { lines: 100, branches: 100, functions: 100, statements: 100 },
    },
  },
});
