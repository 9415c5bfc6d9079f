// npm run test:mutation: does a test fail when the code is changed? survivors.js lists the mutants that no
// test can notice.

import { PART, PARTS, reportOf } from './parts.js';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts' },
  mutate: PARTS[PART ?? '']?.mutate,
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // From an earlier run, Stryker keeps the result of a mutant in what runs when a module is loaded, also if its
  // tests have changed since.
  incremental: false,
  tempDirName: '.stryker/sandbox',
  ignorePatterns: ['coverage', 'dist', 'test/.examples', 'test/matrix', 'fuzz'],
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  jsonReporter: { fileName: reportOf(PART) },
  htmlReporter: { fileName: `.stryker/${PART ?? 'report'}.html` },
  clearTextReporter: { logTests: false, reportTests: false, reportScoreTable: true },
  // check-survivors.js fails for a low score: unlike Stryker, it knows the mutants that no test can notice.
  thresholds: { high: 100, low: 95, break: null },
};
