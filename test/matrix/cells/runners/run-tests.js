// Runs the tests of a project, by the runner's own command.

import assert from 'node:assert/strict';
import { versionOfPackage } from '../../tools.js';

/** @import { Project } from '../../project.js' */

/** @typedef {readonly [command: string, ...args: string[]]} Command */

export const GROUP = 'Test runners';

/** The tests that each project has, in its runner's words. */
export const TESTS = [
  'signs what the server knows of the customer',
  'refuses a number, by code and path',
  'obeys a faked clock',
  'the endpoint answers a customer, and no stranger',
];

const NO_WEBCRYPTO = /WidgetTokenError: There is no WebCrypto here/;

/** In the error and in README. */
const WHAT_TO_PUT = /(?<=put `?)\/\*\*.*?\*\/(?=`?\sat\sthe\stop\sof\sthe\s(test )?file)/;

/** @param {readonly string[]} tools */
export function versions(...tools) {
  return tools.map((tool) => `${tool} ${versionOfPackage(tool)}`).join(', ');
}

/**
 * Fails also if one of the tests was not run: a runner that finds no tests may be content with it.
 *
 * @param {Project} project
 * @param {Command} command
 * @param {{ env?: Record<string, string>, tests?: readonly string[] }} [options]
 */
export async function runTests(project, [command, ...args], { env = {}, tests = TESTS } = {}) {
  const { stdout, stderr } = await project.exec(command, args, { env });
  const output = `${stdout}${stderr}`;
  for (const test of tests) assert.ok(output.includes(test), `This test was not run: ${test}\n${output}`);
}

/**
 * In jsdom nothing can be signed. Does what the user is told, word by word, and the tests must pass then.
 *
 * @param {Project} project
 * @param {Command} command
 * @param {{ env?: Record<string, string>, error?: RegExp, text?: string }} [options]
 *   The error that the user sees, and the text that tells what to do: the error itself, if left out.
 */
export async function obey(project, command, { env = {}, error = NO_WEBCRYPTO, text } = {}) {
  const [program, ...args] = command;
  const output = await project.exec(program, args, { env }).then(
    () => assert.fail('jsdom can sign by itself: this cell has had its day.'),
    (/** @type {unknown} */ thrown) => String(thrown),
  );
  assert.match(output, error);
  const [docblock] = WHAT_TO_PUT.exec(text ?? output) ?? [];
  assert.ok(docblock, `Nothing says what to put where:\n${text ?? output}`);
  project.write('token.test.js', `${docblock}\n${project.read('token.test.js')}`);
  await runTests(project, command, { env });
}
