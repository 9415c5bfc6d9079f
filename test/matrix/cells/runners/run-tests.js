// Runs the tests of a project with the command of its test runner.

import assert from 'node:assert/strict';
import { versionOfPackage } from '../../tools.js';

/** @import { Project } from '../../project.js' */

/** @typedef {readonly [command: string, ...args: string[]]} Command */

export const GROUP = 'Test runners';

/** The names of the tests that each project has. */
export const TESTS = [
  'signs the attributes that the server has for the customer',
  'refuses a number with a code and a path',
  'uses a faked clock',
  'answers only a signed-in customer at the endpoint',
];

const NO_WEBCRYPTO = /WidgetTokenError: WebCrypto \(crypto\.subtle\), TextEncoder or TextDecoder is missing/;

/** The comment to add to a test file, in the error and in docs/testing.md. */
const DOCBLOCK = /(?<=put `?)\/\*\*.*?\*\/(?=`?\sat\sthe\stop\sof\sthe\s(test )?file)/;

/** @param {readonly string[]} tools */
export function versions(...tools) {
  return tools.map((tool) => `${tool} ${versionOfPackage(tool)}`).join(', ');
}

/**
 * Also fails if one of the tests did not run, because some runners pass if they find no tests.
 *
 * @param {Project} project
 * @param {Command} command
 * @param {{ env?: Record<string, string>, tests?: readonly string[] }} [options]
 */
export async function runTests(project, [command, ...args], { env = {}, tests = TESTS } = {}) {
  const { stdout, stderr } = await project.exec(command, args, { env });
  const output = `${stdout}${stderr}`;
  for (const test of tests) assert.ok(output.includes(test), `This test did not run: ${test}\n${output}`);
}

/**
 * In jsdom, signing fails. Adds the comment that the user is told to add, exactly as written; then the tests
 * must pass.
 *
 * @param {Project} project
 * @param {Command} command
 * @param {{ env?: Record<string, string>, error?: RegExp, text?: string }} [options]
 *   The error that the user sees, and the text that contains the comment: by default the error itself.
 */
export async function applyFix(project, command, { env = {}, error = NO_WEBCRYPTO, text } = {}) {
  const [program, ...args] = command;
  const output = await project.exec(program, args, { env }).then(
    () => assert.fail('Signing works in jsdom now: remove this cell.'),
    (/** @type {unknown} */ thrown) => String(thrown),
  );
  assert.match(output, error);
  const [docblock] = DOCBLOCK.exec(text ?? output) ?? [];
  assert.ok(docblock, `This text does not say which comment to add:\n${text ?? output}`);
  project.write('token.test.js', `${docblock}\n${project.read('token.test.js')}`);
  await runTests(project, command, { env });
}
