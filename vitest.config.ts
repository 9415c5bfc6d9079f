import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Tests import the package by its name, as its users do, and get the source.
    alias: { 'amazon-connect-widget-token': fileURLToPath(new URL('src/index.ts', import.meta.url)) },
  },
  test: {
    include: ['test/*.test.ts'],
    typecheck: { enabled: true, include: ['test/*.test-d.ts'] },
    testTimeout: 60_000,
    coverage: {
      include: ['src/**'],
      thresholds: { lines: 100, branches: 100, functions: 100, statements: 100 },
    },
  },
});
