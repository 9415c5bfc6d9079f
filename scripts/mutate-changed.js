// npm run test:mutation:changed [-- BASE]: mutation tests of the lines of src that were changed since a commit, the
// parent of this one if none is named. Where there is nothing to compare with, as in a shallow clone, it says so.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const base = process.argv[2] ?? 'HEAD~1';

/** More changed lines than these take longer than a check of a change may. */
const MAX_LINES = 300;

/** @param {string[]} args */
const git = (args) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });

/** @param {[command: string, ...args: string[]]} line */
function spawn(...[command, ...args]) {
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}

/** The changed lines, with those before and after, as Stryker takes them: src/size.ts:10-20. @param {string} diff */
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
    console.log(`There is no ${base} here to compare with: no mutation tests.`);
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
    ':!src/cli.ts',
    ':!src/cli',
  ]);
  const ranges = rangesOf(stdout);
  if (ranges.length === 0) {
    console.log(`Nothing in src was changed since ${base}: no mutation tests.`);
    return 0;
  }
  const lines = ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  if (lines > MAX_LINES) {
    console.log(`${lines} lines of src were changed since ${base}: npm run test:mutation is for so many.`);
    return 0;
  }
  // As Stryker takes them: src/size.ts:10-20.
  const mutate = ranges.map(({ file, first, last }) => `${file}:${first}-${last}`).join(',');
  return spawn('npx', 'stryker', 'run', '--mutate', mutate) || spawn('node', 'scripts/check-survivors.js');
}

process.exitCode = run();
