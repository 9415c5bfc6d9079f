// The tests that Stryker runs against each mutant: the fast ones. The score is therefore a lower bound.
//
// This is not a project in the root's vitest.config.ts because a project cannot set `testNamePattern`.

import { mergeConfig, type ViteUserConfig } from 'vitest/config';
import { unit } from '../../vitest.config.js';

/** Tests that try thousands of inputs. Run for each mutant, they would take hours. */
const SLOW = [
  'refuses a token in which any one character was changed',
  'accepts every token of createWidgetToken, and returns its attributes',
  'is one of at most a hundred, even after ten thousand imports',
  'gives concurrent customers their own attributes',
  'in 100,000 tokens',
  'does not throw for random text',
  'are refused for a key of any length',
  'random bytes in Base64',
  'has white space or quotes around it, which',
  '200,000 times a random UUID',
  '10,000 secrets of',
  'returns what validateAttributes accepts',
];

const config: ViteUserConfig = {
  test: {
    exclude: [
      'test/token/properties.test.ts',
      'test/docs/readme.test.ts',
      'test/docs/docstrings.test.ts',
      'test/repository/supply-chain.test.ts',
    ],
    testNamePattern: new RegExp(`^(?!.*(${SLOW.join('|')}))`),
    typecheck: { enabled: false },
  },
};

export default mergeConfig(unit, config);
