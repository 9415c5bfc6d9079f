// Installs what bench/package.json names, if the lock file has changed since the last installation.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const installed = new URL('../node_modules/.installed-lock.json', import.meta.url);
const lock = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');

if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd, stdio: 'inherit' });
  if (status !== 0) throw new Error('npm ci failed in bench/.');
  writeFileSync(installed, lock);
}
