import { defineConfig } from 'vitest/config';

// The tests of the endpoint over HTTP: the examples, installed as a reader would. They need the npm registry.
export default defineConfig({
  test: {
    include: ['test/endpoint/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    reporters: ['verbose'], // what is skipped is to be seen, with its reason
  },
});
