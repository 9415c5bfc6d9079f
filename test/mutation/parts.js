// The parts of src that npm run test:mutation changes one after another, each with the folders of its tests. A
// mutant in what runs when a module is loaded is tried with every test: with all folders, that takes hours.

/** @type {Record<string, { mutate: string[]; tests: string[] } | undefined>} */
export const PARTS = {
  rules: {
    mutate: ['src/errors.ts', 'src/{lib,rules,token}/*.ts', '!src/lib/duplicate-keys.ts'],
    // verify and handler pass options that token does not have.
    tests: ['lib', 'rules', 'token', 'verify', 'handler'],
  },
  verify: { mutate: ['src/verify/*.ts', 'src/lib/duplicate-keys.ts'], tests: ['verify'] },
  handler: { mutate: ['src/handler/*.ts'], tests: ['handler'] },
  command: { mutate: ['src/cli/**/*.ts'], tests: ['command', 'cli', 'cli/check'] },
};

/** The part that this process runs, if npm run test:mutation started it. */
export const PART = process.env.MUTATION_PART;

/** @param {string | undefined} part */
export const reportOf = (part) => `.stryker/${part ?? 'report'}.json`;
