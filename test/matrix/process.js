// Runs a command: its output is caught, its time is bounded, and nothing that it started outlives it.

import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { BIN } from './paths.js';
import { toolPath } from './tools.js';

const TIMEOUT_MS = 180_000;

/** What a parent `npm run` or a developer's shell sets, and what a new user's shell has not. */
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
 * @property {Record<string, string>} [env] Set besides the environment.
 * @property {number} [timeout] In milliseconds.
 */

/**
 * Runs a command to its end, and rejects with all its output unless it exits with 0. A plain name is looked
 * for among the tools of test/matrix first; `node` is the Node.js that runs the matrix.
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
      // A process group of its own, so that what it starts can be ended with it.
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
  // This Node.js first: some of the tools are Node.js themselves, of other versions.
  const path = [dirname(process.execPath), BIN, process.env.PATH ?? ''].join(delimiter);
  return { ...Object.fromEntries(kept), PATH: path, NO_COLOR: '1' };
}

/** @param {number | undefined} pid */
function endGroup(pid) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
