import { defineConfig } from 'vitest/config';

// What happens when something is wrong around the package, as it is built.
export default defineConfig({
  test: { include: ['test/faults/*.test.ts'], testTimeout: 300_000 },
});
