// What the runtimes' cells share: the files of the conformance script, and that it ran to its end.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../paths.js';

/** @import { Project } from '../../project.js' */

/** Copies fixtures, with the conformance script and PyJWT's golden tokens above them. @param {Project} project @param {string} fixture */
export function copyWithConformance(project, fixture) {
  project.copy(`runtimes/${fixture}`, fixture);
  project.copy('runtimes/conformance.js', 'conformance.js');
  const golden = readFileSync(join(ROOT, 'test/fixtures/pyjwt.json'), 'utf8');
  project.write('golden.js', `globalThis.golden = ${golden};\n`);
}

/** Runs a command that prints `conforms` at its end. @param {Project} project @param {string} command @param {readonly string[]} args */
export async function expectConforms(project, command, args) {
  const { stdout, stderr } = await project.exec(command, args);
  if (!/^conforms$/m.test(stdout)) throw new Error(`It did not come to its end:\n${stdout}${stderr}`);
}

/** A program's version. @param {Project} project @param {string} command */
export async function versionOf(project, command) {
  const { stdout } = await project.exec(command, ['--version']);
  const [version = stdout.trim()] = /\d+(\.\d+)+/.exec(stdout) ?? [];
  return version;
}
