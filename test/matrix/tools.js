// The paths of the programs that the cells start: the versions of Node.js, Deno, Bun, and the tools'
// commands.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BIN, MODULES } from './paths.js';

/**
 * Where the platform packages of npm have the program. The cells use it there, so no install script is
 * needed.
 */
const PLATFORM_PACKAGES = /** @type {const} */ ({
  deno: { scope: '@deno', program: 'deno' },
  bun: { scope: '@oven', program: 'bin/bun' },
});

const CHROMIUMS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The path of the Node.js that runs the matrix, or of a tool. Any other command is returned unchanged.
 *
 * @param {string} command
 */
export function toolPath(command) {
  if (command === 'node') return process.execPath;
  if (command === 'deno' || command === 'bun') return platformProgram(command) ?? command;
  const tool = join(BIN, command);
  return /^[\w.-]+$/.test(command) && existsSync(tool) ? tool : command;
}

/** The reason why Deno or Bun cannot run here, if there is one. @param {'deno' | 'bun'} command */
export function missing(command) {
  return platformProgram(command) === undefined ? noPackage(command) : undefined;
}

/** The path of another version of Node.js. @param {string} release */
export function nodePath(release) {
  return join(MODULES, `node-${release}-${process.platform}-${process.arch}`, 'bin/node');
}

/** The reason why another version of Node.js cannot run here, if there is one. @param {string} release */
export function missingNode(release) {
  return existsSync(nodePath(release)) ? undefined : noPackage(`Node.js ${release}`);
}

/** The path of Chromium or Chrome; undefined if neither is installed. */
export function chromiumPath() {
  return CHROMIUMS.find((path) => existsSync(path));
}

/** The version of a tool. @param {string} name */
export function versionOfPackage(name) {
  const { version } = JSON.parse(readFileSync(join(MODULES, name, 'package.json'), 'utf8'));
  return String(version);
}

/** @param {string} program */
const noPackage = (program) =>
  `no npm package of ${program} for ${process.platform} ${process.arch} is installed`;

/** @param {'deno' | 'bun'} command */
function platformProgram(command) {
  const { scope, program } = PLATFORM_PACKAGES[command];
  const folder = join(MODULES, scope);
  // npm installs only the package for this platform.
  const platforms = existsSync(folder) ? readdirSync(folder) : [];
  return platforms.map((platform) => join(folder, platform, program)).find((path) => existsSync(path));
}
