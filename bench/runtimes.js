// The steady state in workerd, Deno and Bun, for the contestants that run there.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OURS, versionOf } from './lib/contestants.js';
import { noteFasterRivals } from './lib/faster-rivals.js';
import { startMinter } from './lib/start-minter.js';
import { summarise } from './lib/statistics.js';
import { formatComparison, formatTime } from './lib/table.js';
import { startWorkerd, WORKERD } from './lib/workerd.js';
import { measureSteady, steadyRatio } from './steady.js';

/**
 * @typedef {import('./lib/contestants.js').Contestant} Contestant
 * @typedef {import('./lib/start-minter.js').Minter} Minter
 */

/** @param {string} path */
const installed = (path) => fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));

const DENO = installed('@deno/linux-x64-glibc/deno');
const BUN = installed('@oven/bun-linux-x64/bin/bun');

/** @type {{ name: string; binary: string; start: (contestant: Contestant) => Promise<Minter> }[]} */
const RUNTIMES = [
  { name: 'workerd', binary: WORKERD, start: startWorkerd },
  {
    name: 'Deno',
    binary: DENO,
    start: (contestant) => startMinter([DENO, 'run', '--quiet', '-A'], contestant),
  },
  { name: 'Bun', binary: BUN, start: (contestant) => startMinter([BUN, 'run'], contestant) },
];

/**
 * @param {import('./steady.js').SteadyEffort} effort
 * @param {readonly Contestant[]} contestants
 * @returns {Promise<import('./lib/table.js').Table[]>}
 */
export async function measureRuntimes(effort, contestants) {
  const tables = [];
  for (const runtime of RUNTIMES) {
    tables.push(
      existsSync(runtime.binary) ? await measureRuntime(runtime, effort, contestants) : missing(runtime),
    );
  }
  return tables;
}

/** @param {(typeof RUNTIMES)[number]} runtime @param {import('./steady.js').SteadyEffort} effort @param {readonly Contestant[]} contestants */
async function measureRuntime({ name, binary, start }, effort, contestants) {
  const version = /[\d.]+\S*/.exec(execFileSync(binary, ['--version'], { encoding: 'utf8' }))?.[0] ?? '';
  const { runs, refusals } = await tryAll(start, contestants);
  const steady = await measureSteady(start, effort, runs);
  const kinds = /** @type {const} */ (['alone', 'together']);
  return {
    title: `${name} ${version}`,
    text: 'The steady state, in microseconds per token: the lower quartile and the median.',
    head: ['contestant', 'one at a time', '× ours', '64 in flight', '× ours'],
    rows: [...steady].map(([contestant, times]) => [
      `${contestant.name} ${versionOf(contestant)}`.trim(),
      ...kinds.flatMap((kind) => [
        formatTime(summarise(times[kind])),
        formatComparison(steadyRatio(steady, contestant, OURS, kind)),
      ]),
    ]),
    notes: [
      ...noteFasterRivals(runs, [
        { name: 'one at a time', ratio: (rival) => steadyRatio(steady, OURS, rival, 'alone').median },
        { name: 'with 64 in flight', ratio: (rival) => steadyRatio(steady, OURS, rival, 'together').median },
      ]),
      ...refusals,
    ],
  };
}

/** The contestants that run in the runtime, and the errors of the others. @param {(contestant: Contestant) => Promise<Minter>} start @param {readonly Contestant[]} contestants */
async function tryAll(start, contestants) {
  /** @type {Contestant[]} */
  const runs = [];
  /** @type {string[]} */
  const refusals = [];
  for (const contestant of contestants) {
    try {
      const { end } = await start(contestant);
      end();
      runs.push(contestant);
    } catch (error) {
      const reason =
        /[\w ]*Error: .*/.exec(String(error).replace(/^Error: .*?: /, ''))?.[0] ?? 'it does not start';
      refusals.push(`${contestant.name} does not run here: ${reason}`);
    }
  }
  return { runs, refusals };
}

/** @param {(typeof RUNTIMES)[number]} runtime @returns {import('./lib/table.js').Table} */
function missing({ name }) {
  return {
    title: name,
    text: 'Not measured: bench/package.json installs this runtime only for Linux on x64.',
    head: [],
    rows: [],
  };
}
