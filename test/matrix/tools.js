// Where the programs are that the cells start: Node.js in its versions, Deno, Bun, and the commands of the tools.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BIN, MODULES } from './paths.js';

/** Where the packages of a program's platforms have it. Taken from there, no install script has to copy it. */
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

/** A command's path: the Node.js that runs the matrix, or one of its tools; else as it is. @param {string} command */
export function toolPath(command) {
  if (command === 'node') return process.execPath;
  if (command === 'deno' || command === 'bun') return platformProgram(command) ?? command;
  const tool = join(BIN, command);
  return /^[\w.-]+$/.test(command) && existsSync(tool) ? tool : command;
}

/** Why Deno or Bun cannot run here, if so. @param {'deno' | 'bun'} command */
export function missing(command) {
  return platformProgram(command) === undefined ? noPackage(command) : undefined;
}

/** The path of another Node.js. @param {string} release */
export function nodePath(release) {
  return join(MODULES, `node-${release}-${process.platform}-${process.arch}`, 'bin/node');
}

/** Why another Node.js cannot run here, if so. @param {string} release */
export function missingNode(release) {
  return existsSync(nodePath(release)) ? undefined : noPackage(`Node.js ${release}`);
}

/** The path of Chromium, or of Chrome; undefined if there is none. */
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
  // npm has installed the one that fits.
  const platforms = existsSync(folder) ? readdirSync(folder) : [];
  return platforms.map((platform) => join(folder, platform, program)).find((path) => existsSync(path));
}
