// npm run test:mutation: is there a test that fails when the code is changed? Those of the changes that none can notice are
// named in stryker.survivors.js.

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts' },
  // The command is tested as it is built, in a process of its own, where no mutant can be switched on.
  mutate: ['src/**/*.ts', '!src/cli.ts', '!src/cli/**'],
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
  // What is too low, scripts/check-survivors.js says, which knows those that no test can notice.
  thresholds: { high: 100, low: 95, break: null },
};
