// Starts a contestant in Cloudflare's workerd. The clock in workerd does not advance while code runs, so the
// time is measured from outside: a request that mints many tokens, minus a request that mints none.

import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { buildContestant } from './builds.js';

/**
 * @typedef {import('./contestants.js').Contestant} Contestant
 * @typedef {import('./start-minter.js').Minter} Minter
 */

export const WORKERD = fileURLToPath(
  new URL('../node_modules/@cloudflare/workerd-linux-64/bin/workerd', import.meta.url),
);

/** @param {string} file */
const config = (file) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "bench", worker = (
    modules = [(name = "${file}", esModule = embed "${file}")],
    compatibilityDate = "2026-06-01",
    compatibilityFlags = ["nodejs_compat"],
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "bench")],
);`;

/** @param {Contestant} contestant @returns {Promise<Minter>} */
export async function startWorkerd(contestant) {
  const file = await buildContestant(contestant, 'benchedWorker');
  const configFile = `${file}.capnp`;
  writeFileSync(configFile, config(basename(file)));
  const child = spawn(WORKERD, ['serve', configFile, '--control-fd=3'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr?.on('data', (chunk) => (complaints += String(chunk)));
  const fail = () => new Error(`${contestant.name} does not run in workerd: ${complaints.trim()}`);

  const control = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
  const line = await createInterface({ input: control })[Symbol.asyncIterator]().next();
  if (line.done === true) throw fail();
  /** @type {unknown} */
  const listening = JSON.parse(line.value);
  const url = `http://127.0.0.1:${/** @type {{ port: number }} */ (listening).port}/`;

  const request = async (/** @type {string} */ query) => {
    const response = await fetch(url + query);
    const text = await response.text();
    if (!response.ok) throw fail();
    return text;
  };
  /** @param {number} tokens @param {number} inFlight */
  const time = async (tokens, inFlight) => {
    const start = performance.now();
    await request(`?tokens=${tokens}&inFlight=${inFlight}`);
    return (performance.now() - start) * 1000;
  };
  const end = () => child.kill();
  try {
    return {
      contestant,
      token: await request(''),
      mint: async (tokens, inFlight) => {
        const without = await time(0, inFlight);
        return { wall: ((await time(tokens, inFlight)) - without) / tokens, cpu: NaN };
      },
      end,
    };
  } catch (error) {
    end();
    throw error;
  }
}
