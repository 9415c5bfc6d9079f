import { mergeConfig, type ViteUserConfig } from 'vitest/config';
import base from './vitest.config.js';

/** They try thousands of inputs, which for each mutant would take hours. */
const SLOW = [
  'no character of a token can be another',
  'what was made verifies, and gives back the same',
  'is forgotten in the order of import',
  'two customers at once get their own attributes',
  'does not throw for random text',
  'a segment attribute key of any length',
];

// The tests that the mutants are tried on: those that run in a moment. So the score is a lower bound: every mutant that is
// counted as killed is killed by an example.
const config: ViteUserConfig = {
  test: {
    exclude: [
      'test/properties.test.ts',
      'test/readme.test.ts',
      'test/docstrings.test.ts',
      'test/supply-chain.test.ts',
    ],
    testNamePattern: new RegExp(`^(?!.*(${SLOW.join('|')}))`),
    typecheck: { enabled: false },
  },
};

export default mergeConfig(base, config);
