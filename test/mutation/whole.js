// npm run test:mutation [-- PART ...]: mutation tests for all of src, or for some parts of it.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PARTS } from './parts.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const named = process.argv.slice(2);
const parts = named.length > 0 ? named : Object.keys(PARTS);
const unknown = parts.filter((part) => PARTS[part] === undefined);
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}: the parts are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

/** @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
const run = ([command = '', ...args], env) =>
  spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;

console.log('All parts together take more than an hour on two cores.');
for (const part of parts) {
  const status = run(['npx', 'stryker', 'run', 'test/mutation/stryker.config.js'], { MUTATION_PART: part });
  if (status !== 0) process.exit(status);
}
process.exitCode = run(['node', 'test/mutation/check-survivors.js', ...parts]);
