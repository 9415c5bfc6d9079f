import { defineConfig } from 'vitest/config';

// The tests of the playground: its server, and its page in a real Chromium, which has to be installed. A slow
// machine has time enough: what is waited for comes, or does not.
export default defineConfig({
  test: {
    include: ['playground/test/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
  },
});
