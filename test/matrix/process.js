// Runs a command, captures its output, limits its time, and ends all its child processes.

import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { BIN } from './paths.js';
import { toolPath } from './tools.js';

const TIMEOUT_MS = 180_000;

/** Variables that `npm run` or a developer's shell sets, and a new user's shell does not. */
const LEFT_OUT =
  /^(npm_(package|lifecycle)_|npm_config_local_prefix$|INIT_CWD$|NODE_(OPTIONS|PATH|ENV|V8_COVERAGE)$|FORCE_COLOR$|VITEST|JEST_)/;

/** @type {Set<number>} */
const running = new Set();

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    for (const pid of running) endGroup(pid);
    process.exit(1);
  });
}

/**
 * @typedef {object} ExecOptions
 * @property {string} [cwd]
 * @property {Record<string, string>} [env] Added to the environment.
 * @property {number} [timeout] In milliseconds.
 */

/**
 * Runs a command, and rejects with all its output unless it exits with 0. A plain name is first looked up
 * among the tools of test/matrix; `node` is the Node.js that runs the matrix.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {ExecOptions} [options]
 * @returns {Promise<{ stdout: string, stderr: string }>}
 */
export function exec(command, args, { cwd, env, timeout = TIMEOUT_MS } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(toolPath(command), args, {
      cwd,
      env: { ...cleanEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own, so that its child processes can be ended with it.
      detached: true,
    });
    let [stdout, stderr, timedOut] = ['', '', false];
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    if (child.pid !== undefined) running.add(child.pid);
    const timer = setTimeout(() => {
      timedOut = true;
      endGroup(child.pid);
    }, timeout);
    const end = () => {
      clearTimeout(timer);
      if (child.pid !== undefined) running.delete(child.pid);
    };
    child.once('error', (error) => {
      end();
      reject(error);
    });
    child.once('exit', () => endGroup(child.pid));
    child.once('close', (code, signal) => {
      end();
      if (code === 0 && !timedOut) return resolve({ stdout, stderr });
      const how = timedOut ? `took more than ${timeout / 1000} s` : `ended with ${code ?? signal}`;
      reject(new Error([`${[command, ...args].join(' ')} ${how}`, stdout, stderr].join('\n').trim()));
    });
  });
}

/** @returns {NodeJS.ProcessEnv} */
function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !LEFT_OUT.test(name));
  // This Node.js comes first, because some of the tools are other versions of Node.js.
  const path = [dirname(process.execPath), BIN, process.env.PATH ?? ''].join(delimiter);
  return { ...Object.fromEntries(kept), PATH: path, NO_COLOR: '1' };
}

/** @param {number | undefined} pid */
function endGroup(pid) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has already ended.
  }
}
