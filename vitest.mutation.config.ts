import { mergeConfig, type ViteUserConfig } from 'vitest/config';
import base from './vitest.config.js';

// The tests that the mutants are tried on: those that run in a moment. Without the properties, whose ten thousand inputs
// for each mutant would take hours, the score is a lower bound: every mutant is killed by an example.
const config: ViteUserConfig = {
  test: {
    exclude: ['test/properties.test.ts', 'test/readme.test.ts', 'test/docstrings.test.ts'],
    typecheck: { enabled: false },
  },
};

export default mergeConfig(base, config);
