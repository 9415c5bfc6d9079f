// Finds the Node.js to measure: the current one, one from bench/package.json, or one at a path.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @param {string} name - `here` for the current Node.js, a major version, or a path.
 * @returns {{ version: string; binary: string }}
 */
export function findNode(name) {
  const folder = `node-${name}-${process.platform}-${process.arch}`;
  const installed = fileURLToPath(new URL(`../node_modules/${folder}/bin/node`, import.meta.url));
  const binary = [installed, name].find(existsSync) ?? (isCurrent(name) ? process.execPath : undefined);
  if (binary === undefined) throw new Error(`Node.js ${name} is not installed. Try --node here or a path.`);
  return { version: execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim(), binary };
}

/** @param {string} name */
function isCurrent(name) {
  return name === 'here' || process.version.startsWith(`v${name}.`);
}
