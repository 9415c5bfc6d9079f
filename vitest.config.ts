import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (name: string): string => `${fileURLToPath(new URL('src/', import.meta.url))}${name}.ts`;

export default defineConfig({
  resolve: {
    // Tests import the package by its name, as its users do, and get the source.
    alias: [
      { find: /^amazon-connect-widget-token$/, replacement: source('index') },
      { find: /^amazon-connect-widget-token\/(\w+)$/, replacement: source('$1') },
    ],
  },
  test: {
    include: ['test/*.test.ts'],
    // The rest of the tree is for npm run types: what bench imports may not be installed.
    typecheck: { enabled: true, include: ['test/*.test-d.ts'], ignoreSourceErrors: true },
    // An end for what hangs, and no more: a property of 15,000 inputs takes its time on a busy machine.
    testTimeout: 300_000,
    coverage: {
      include: ['src/**'],
      // The command is tested as it is built, in a process of its own: test/package/cli.test.ts.
      exclude: ['src/cli.ts', 'src/cli/**'],
      thresholds: { lines: 100, branches: 100, functions: 100, statements: 100 },
    },
  },
});
