// Copies the conformance script for the cells of the runtimes, and checks that it ran to its end.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../paths.js';

/** @import { Project } from '../../project.js' */

/**
 * Copies a fixture's folder, and next to it the conformance script and PyJWT's golden tokens.
 *
 * @param {Project} project
 * @param {string} fixture
 */
export function copyWithConformance(project, fixture) {
  project.copy(`runtimes/${fixture}`, fixture);
  project.copy('runtimes/conformance.js', 'conformance.js');
  const golden = readFileSync(join(ROOT, 'test/fixtures/pyjwt.json'), 'utf8');
  project.write('golden.js', `globalThis.golden = ${golden};\n`);
}

/**
 * Runs a command that must print `conforms` at its end.
 *
 * @param {Project} project
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('../../process.js').ExecOptions} [options]
 */
export async function expectConforms(project, command, args, options) {
  const { stdout, stderr } = await project.exec(command, args, options);
  if (!/^conforms$/m.test(stdout)) throw new Error(`It did not print "conforms":\n${stdout}${stderr}`);
}

/** The version of a program. @param {Project} project @param {string} command */
export async function versionOf(project, command) {
  const { stdout } = await project.exec(command, ['--version']);
  const [version = stdout.trim()] = /\d+(\.\d+)+/.exec(stdout) ?? [];
  return version;
}
