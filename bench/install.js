// Installs the rivals if they are not, and the package as it is built, where the contestants import them from.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @param {string} path - From the root of the project. */
const inProject = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

if (!existsSync(inProject('bench/node_modules'))) {
  const options = /** @type {const} */ ({ cwd: inProject('bench'), stdio: 'inherit' });
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], options);
  if (status !== 0) throw new Error('The rivals could not be installed: npm ci failed in bench/.');
}

// What its tarball would hold, and not a link to it: so that it finds the same jose as its rivals.
const ours = 'bench/node_modules/amazon-connect-widget-token';
rmSync(inProject(ours), { recursive: true, force: true });
for (const path of ['dist', 'package.json']) {
  cpSync(inProject(path), inProject(`${ours}/${path}`), { recursive: true });
}
