// npm run test:mutation:changed [-- BASE]: mutation tests for the lines of src that changed since a commit,
// by default the parent commit. If that commit is missing, as in a shallow clone, it says so and does
// nothing.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const base = process.argv[2] ?? 'HEAD~1';

/** More changed lines than this take too long. */
const MAX_LINES = 300;

/** @param {string[]} args */
const git = (args) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });

/** @param {[command: string, ...args: string[]]} line */
function spawn(...[command, ...args]) {
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}

/** The changed lines of a diff, with their context. @param {string} diff */
function rangesOf(diff) {
  let file = '';
  const ranges = [];
  for (const line of diff.split('\n')) {
    const [, path] = /^\+\+\+ b\/(.*)$/.exec(line) ?? [];
    if (path !== undefined) file = path;
    const [, first, count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (first === undefined || count === '0') continue;
    ranges.push({ file, first: Number(first), last: Number(first) + Number(count) - 1 });
  }
  return ranges;
}

function run() {
  if (git(['rev-parse', '--verify', '--quiet', `${base}^{commit}`]).status !== 0) {
    console.log(`This clone does not have ${base} to compare with: no mutation tests.`);
    return 0;
  }
  const { stdout } = git([
    'diff',
    '--no-color',
    '--no-ext-diff',
    '--diff-filter=AMR',
    base,
    '--',
    'src',
    // Tested as built, in its own process, where Stryker cannot switch on a mutant.
    ':!src/cli.ts',
  ]);
  const ranges = rangesOf(stdout);
  if (ranges.length === 0) {
    console.log(`Nothing in src has changed since ${base}: no mutation tests.`);
    return 0;
  }
  const lines = ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  if (lines > MAX_LINES) {
    console.log(
      `${lines} lines of src have changed since ${base}. For more than ${MAX_LINES}, use npm run test:mutation.`,
    );
    return 0;
  }
  // Such as src/size.ts:10-20.
  const mutate = ranges.map(({ file, first, last }) => `${file}:${first}-${last}`).join(',');
  return (
    spawn('npx', 'stryker', 'run', 'test/mutation/stryker.config.js', '--mutate', mutate) ||
    spawn('node', 'test/mutation/check-survivors.js')
  );
}

process.exitCode = run();
