// Builds this package as it was at an earlier commit, so that the bench can compare both on the same machine.
// The commit comes from the clone's own history: a shallow clone does not have it.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The last commit before the root entry became two files. */
export const COMMIT_BEFORE = 'd8809a1556b83bbc3989dedf15e2366607b618e4';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCE = fileURLToPath(new URL('../.builds/version-before/', import.meta.url));
const INSTALLED = fileURLToPath(
  new URL('../node_modules/amazon-connect-widget-token-before/', import.meta.url),
);
const MARK = `${INSTALLED}commit`;

/** Why the version before cannot be measured here. Undefined if it is in bench/node_modules. @returns {string | undefined} */
export function installVersionBefore() {
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === COMMIT_BEFORE) return undefined;
  if (!hasCommit()) {
    return `This clone does not have the commit ${COMMIT_BEFORE.slice(0, 7)}. Run git fetch --unshallow.`;
  }
  rmSync(SOURCE, { recursive: true, force: true });
  mkdirSync(SOURCE, { recursive: true });
  const archive = execFileSync('git', ['archive', COMMIT_BEFORE], { cwd: ROOT, maxBuffer: 2 ** 28 });
  execFileSync('tar', ['-x'], { cwd: SOURCE, input: archive });
  symlinkSync(`${ROOT}node_modules`, `${SOURCE}node_modules`);
  execFileSync(`${ROOT}node_modules/.bin/tsup`, ['--silent', '--no-dts'], { cwd: SOURCE });
  rmSync(INSTALLED, { recursive: true, force: true });
  for (const path of ['dist', 'package.json']) {
    cpSync(`${SOURCE}${path}`, `${INSTALLED}${path}`, { recursive: true });
  }
  writeFileSync(MARK, COMMIT_BEFORE);
  return undefined;
}

function hasCommit() {
  try {
    execFileSync('git', ['cat-file', '-e', `${COMMIT_BEFORE}^{commit}`], { cwd: ROOT, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
