// Which Node.js: the one at hand, or one of those in package.json.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @param {string} name - `here`, a major version that is installed, or a path. */
export function findNode(name) {
  if (name === 'here') return process.execPath;
  const installed = fileURLToPath(new URL(`node_modules/node-${name}/bin/node`, import.meta.url));
  if (existsSync(installed)) return installed;
  if (existsSync(name)) return name;
  throw new Error(`There is no Node.js ${name} here. Try --node here, or a path.`);
}
