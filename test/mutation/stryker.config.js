// npm run test:mutation: does a test fail when the code is changed? survivors.js lists the mutants that no
// test can notice.

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts' },
  // These are tested as built, in their own process, where Stryker cannot switch on a mutant.
  mutate: ['src/**/*.ts', '!src/cli.ts', '!src/cli/*.ts'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  incremental: true,
  incrementalFile: '.stryker/incremental.json',
  tempDirName: '.stryker/sandbox',
  ignorePatterns: ['coverage', 'dist', 'test/.examples', 'test/matrix', 'fuzz'],
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  jsonReporter: { fileName: '.stryker/report.json' },
  htmlReporter: { fileName: '.stryker/report.html' },
  clearTextReporter: { logTests: false, reportTests: false, reportScoreTable: true },
  // check-survivors.js fails for a low score: unlike Stryker, it knows the mutants that no test can notice.
  thresholds: { high: 100, low: 95, break: null },
};
