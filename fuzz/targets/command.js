import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { anyCommandLine } from '../inputs/command.js';
import { assertHidden, assertNotInToken } from '../checks/leaks.js';
import { assertUnmarked, codesOfSafeIssues } from '../checks/marks.js';
import { assertVerifies, isKeyMarked } from '../checks/tokens.js';

const COMMAND = fileURLToPath(new URL('../../dist/node/cli.js', import.meta.url));

const FOLDER = mkdtempSync(join(tmpdir(), 'widget-token-fuzz-'));
process.on('exit', () => {
  rmSync(FOLDER, { recursive: true });
});

/** Only a process that hangs takes so long. */
const TIMEOUT_MS = 60_000;

/** Each input is a process, as for a user. @type {import('./index.js').Target<import('../inputs/command.js').CommandInput>} */
export const command = {
  title: 'the command',
  inputs: anyCommandLine,
  isProcess: true,

  call({ args, environment, input, files }) {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(FOLDER, name), content);
    const { status, stdout, stderr, error } = spawnSync(process.execPath, [COMMAND, ...args], {
      cwd: FOLDER,
      env: { PATH: process.env.PATH, ...environment },
      input,
      encoding: 'utf8',
      timeout: TIMEOUT_MS,
    });
    // A command that ends without reading its standard input is right, and EPIPE is the error for that.
    if (error !== undefined && (!('code' in error) || error.code !== 'EPIPE')) throw error;
    return { status, stdout, stderr };
  },

  async check({ threw, value }, { args, secret, hidden }) {
    assert(!threw, `the process could not be run, or hung: ${String(value)}`);
    const { status, stdout, stderr } = /** @type {{ status: number, stdout: string, stderr: string }} */ (
      value
    );
    assert([0, 1, 2].includes(status), `the exit status is ${status}`);
    assertUnmarked(stderr, 'standard error');
    assert(!/^\s+at |node:internal|unexpected/m.test(stderr), 'a stack, or an unexpected error');
    assertHidden(stderr, [hidden], 'standard error');
    assertHidden(stdout, [hidden], 'standard output');
    assert(!/[^\n\P{C}]/u.test(stdout), 'standard output has control characters');
    if (status === 0 && args[0] === 'sign' && stdout.startsWith('ey')) {
      assert.equal(stderr, '');
      await assertVerifies(stdout.trimEnd(), secret);
      assertNotInToken(stdout.trimEnd(), [secret]);
    }
    if (stdout.startsWith('{')) {
      const { issues, header, claims } = inspectionOf(stdout);
      return codesOfSafeIssues(issues, hidden, isKeyMarked(header) || isKeyMarked(claims));
    }
    if (status === 0) return [];
    const codes = [...stderr.matchAll(/^(ERR_[A-Z_]+): /gm)].map(([, code = '']) => code);
    return codes.length > 0 ? codes : [`(exit status ${status})`];
  },
};

/** @param {string} json @returns {import('amazon-connect-widget-token/verify').Inspection} */
function inspectionOf(json) {
  /** @type {unknown} */
  const inspection = JSON.parse(json);
  return /** @type {never} */ (inspection);
}
