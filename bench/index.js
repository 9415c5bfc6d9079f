// npm run bench: everything, on Node.js 20 and 24, and writes RESULTS.md. It takes some 15 minutes.
// npm run bench -- --node here,24,/path/to/node: on others
// npm run bench -- --only steady,weight: some parts
// npm run bench -- --among ours,limit-jose: some contestants, by their files in contestants/
// npm run bench -- --rounds 50: of the steady case
// npm run bench -- --short: everything once, on the Node.js at hand, to see that it runs. Its figures mean nothing.
// Only a run of everything writes RESULTS.md.

import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureFirstToken, tabulateFirstToken } from './first-token.js';
import { measureGrowth, tabulateGrowth } from './growth.js';
import { clearBuilds } from './lib/builds.js';
import { CONTESTANTS, find } from './lib/contestants.js';
import { EFFORT, SHORT_EFFORT } from './lib/effort.js';
import { findNode } from './lib/node-versions.js';
import { copyPackage } from './lib/package-copy.js';
import { startMinter } from './lib/start-minter.js';
import { formatTable } from './lib/table.js';
import { measureProfile } from './profile.js';
import { measureRuntimes } from './runtimes.js';
import { measureSteady, tabulateSteady } from './steady.js';
import { tabulateBars } from './targets.js';
import { measureWeight, tabulateWeight } from './weight.js';

/**
 * @typedef {import('./targets.js').Results} Results
 * @typedef {import('./lib/table.js').Table} Table
 * @typedef {import('./weight.js').Weight} Weight
 * @typedef {import('./lib/contestants.js').Contestant} Contestant
 */

const { values: options } = parseArgs({
  options: {
    among: { type: 'string' },
    node: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
});

copyPackage();
/** A machine with other work on it slows each contestant in another way. */
const loadAtStart = `Load when it began: ${(loadavg()[0] ?? NaN).toFixed(1)}.`;
const effort = options.short ? SHORT_EFFORT : EFFORT;
const steadyEffort = { ...effort.steady, rounds: Number(options.rounds ?? effort.steady.rounds) };
const contestants = options.among?.split(',').map(find) ?? CONTESTANTS;
const nodes = (options.node ?? (options.short ? 'here' : '20,24')).split(',').map(findNode);

/** What is measured on each Node.js. @type {Record<string, (binary: string, results: Partial<Results>) => Promise<Table[]>>} */
const NODE_PARTS = {
  steady: async (binary, results) => {
    results.steady = await measureSteady((one) => startMinter([binary], one), steadyEffort, contestants);
    return [tabulateSteady(results.steady)];
  },
  first: async (binary, results) => {
    results.firstToken = await measureFirstToken(binary, effort.firstTokenRounds, contestants);
    return [tabulateFirstToken(results.firstToken)];
  },
  growth: async (binary, results) => {
    results.growth = await measureGrowth(binary, effort.growthRounds);
    return tabulateGrowth(results.growth);
  },
  profile: async (binary) => await measureProfile(binary, effort.profile.rounds, effort.profile.tokens),
};

/** What is measured once. @type {Record<string, (weights: Map<Contestant, Weight>) => Promise<Table[]>>} */
const COMMON_PARTS = {
  weight: async (weights) => {
    for (const [one, weight] of await measureWeight(contestants)) weights.set(one, weight);
    return [tabulateWeight(weights)];
  },
  runtimes: async () => await measureRuntimes(effort.runtimes, contestants),
};

const parts = options.only?.split(',') ?? [...Object.keys(NODE_PARTS), ...Object.keys(COMMON_PARTS)];
const unknown = parts.find((part) => !(part in NODE_PARTS) && !(part in COMMON_PARTS));
if (unknown !== undefined) throw new Error(`There is no part ${unknown}.`);
const isEverything = options.only === undefined && options.among === undefined;

/** @type {string[]} */
const report = [];

/** @param {string[]} paragraphs */
function print(...paragraphs) {
  report.push(...paragraphs);
  for (const paragraph of paragraphs) console.log(`${paragraph}\n`);
}

if (options.short) console.log('A short run, to see that everything runs. Its figures mean nothing.\n');

/** @type {Partial<Results>[]} */
const results = [];
for (const { version, binary } of nodes) {
  /** @type {Partial<Results>} */
  const result = { node: version };
  results.push(result);
  if (parts.some((part) => part in NODE_PARTS)) print(`## Node.js ${version}`);
  for (const part of parts) print(...((await NODE_PARTS[part]?.(binary, result)) ?? []).map(formatTable));
}

/** @type {Map<Contestant, Weight>} */
const weights = new Map();
if (parts.some((part) => part in COMMON_PARTS)) print('## Elsewhere');
for (const part of parts) print(...((await COMMON_PARTS[part]?.(weights)) ?? []).map(formatTable));
clearBuilds();

const head = [
  '# What a token costs',
  `Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: Node.js ${nodes.map(({ version }) => version).join(' and ')} on ` +
    `${process.platform} ${process.arch}, CPU ${cpus()[0]?.model ?? 'unknown'} with ${cpus().length} cores. ${loadAtStart}`,
];
if (isEverything) {
  const bars = formatTable(tabulateBars(/** @type {Results[]} */ (results), weights));
  console.log([...head, bars].join('\n\n'));
  if (!options.short) {
    writeFileSync(new URL('RESULTS.md', import.meta.url), `${[...head, bars, ...report].join('\n\n')}\n`);
  }
}
