// The tests that Stryker runs against each mutant: the fast ones. The score is therefore a lower bound.
//
// This is not a project in the root's vitest.config.ts because a project cannot set `testNamePattern`.

import { mergeConfig, type ViteUserConfig } from 'vitest/config';
import { unit } from '../../vitest.config.js';
import { PART, PARTS } from './parts.js';

/** Tests that try thousands of inputs. Run for each mutant, they would take hours. */
const SLOW = [
  'refuses a token in which any one character was changed',
  'accepts every token of createWidgetToken, and returns its attributes',
  'is one of at most a hundred, even after ten thousand imports',
  'is not explained by a mistake if it is a random one',
  'is not explained by a mistake if something was made of a random one',
  'cause only one issue if there are a million',
  'no 16 consecutive characters of a secret are left',
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
      // They read the source as text, where Stryker has written all mutants, or take long.
      'test/docs/*.test.ts',
      'test/repository/supply-chain.test.ts',
    ],
    testNamePattern: new RegExp(`^(?!.*(${SLOW.join('|')}))`),
    typecheck: { enabled: false },
  },
};

const folders = PARTS[PART ?? '']?.tests;
// mergeConfig would add these to the folders of all unit tests.
const { include, ...others } = unit.test ?? {};
const base = {
  ...unit,
  test: { ...others, include: folders?.map((one) => `test/${one}/*.test.ts`) ?? include },
};

export default mergeConfig(base, config);
