import { defineConfig } from 'vitest/config';

// The tests of what is published: the tarball, installed as a user would. They need the npm registry.
export default defineConfig({
  test: { include: ['test/package/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 },
});
