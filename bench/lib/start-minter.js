// Starts a contestant in its own process.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { fileOf } from './contestants.js';

/**
 * @typedef {import('./contestants.js').Contestant} Contestant
 * @typedef {{ wall: number; cpu: number }} Round - Microseconds per token.
 * @typedef {object} Minter
 * @property {Contestant} contestant
 * @property {string} token - The first token it minted.
 * @property {(tokens: number, inFlight: number) => Promise<Round>} mint
 * @property {() => void} end
 */

const MINTER = fileURLToPath(new URL('minter.js', import.meta.url));

/**
 * @param {readonly string[]} command - The runtime and its arguments, without the file.
 * @param {Contestant} contestant
 * @returns {Promise<Minter>}
 */
export async function startMinter([runtime = '', ...args], contestant) {
  const child = spawn(runtime, [...args, MINTER, fileOf(contestant).href], {
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: fileURLToPath(new URL('..', import.meta.url)),
  });
  let complaints = '';
  child.stderr.on('data', (chunk) => (complaints += String(chunk)));
  // Writing to a child that has exited fails. `answer` reports that it has exited.
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  /** @returns {Promise<unknown>} */
  const answer = async () => {
    const line = await lines.next();
    /** @type {unknown} */
    const value = line.done === true ? undefined : JSON.parse(line.value);
    if (value !== undefined) return value;
    throw new Error(`${contestant.name} does not run in ${runtime}: ${complaints.trim().slice(0, 2000)}`);
  };
  const { token } = /** @type {{ token: string }} */ (await answer());
  return {
    contestant,
    token,
    mint: async (tokens, inFlight) => {
      child.stdin.write(`${JSON.stringify({ tokens, inFlight })}\n`);
      return /** @type {Round} */ (await answer());
    },
    end: () => child.stdin.end(),
  };
}
