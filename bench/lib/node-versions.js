// Which Node.js is measured: the one at hand, or one of those in package.json.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @param {string} name - `here`, a major version that is installed, or a path.
 * @returns {{ version: string; binary: string }}
 */
export function findNode(name) {
  const folder = `node-${name}-${process.platform}-${process.arch}`;
  const installed = fileURLToPath(new URL(`../node_modules/${folder}/bin/node`, import.meta.url));
  const binary = [installed, name].find(existsSync) ?? (isAtHand(name) ? process.execPath : undefined);
  if (binary === undefined) throw new Error(`There is no Node.js ${name} here. Try --node here, or a path.`);
  return { version: execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim(), binary };
}

/** @param {string} name */
function isAtHand(name) {
  return name === 'here' || process.version.startsWith(`v${name}.`);
}
