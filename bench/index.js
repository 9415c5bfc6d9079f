// npm run bench: runs everything on Node.js 20 and 24 and writes RESULTS.md. Takes about half an hour.
//
//   --node here,24,/path/to/node   other versions of Node.js; `here` is the current one
//   --only steady,weight           only some parts: steady, first, growth, profile, weight, runtimes
//   --among ours,limit-jose        only some contestants, by their file names in contestants/
//   --rounds 50                    another number of rounds for the steady state
//   --short                        everything once on the current Node.js, as a check: the figures mean nothing
//
// RESULTS.md is written only without --only, --among and --short.

import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureFirstToken, tabulateFirstToken } from './first-token.js';
import { measureGrowth, tabulateGrowth } from './growth.js';
import { clearBuilds } from './lib/builds.js';
import { BEFORE, CONTESTANTS, find } from './lib/contestants.js';
import { EFFORT, SHORT_EFFORT } from './lib/effort.js';
import { findNode } from './lib/node-versions.js';
import { copyPackage } from './lib/package-copy.js';
import { startMinter } from './lib/start-minter.js';
import { formatTable } from './lib/table.js';
import { COMMIT_BEFORE, installVersionBefore } from './lib/version-before.js';
import { measureProfile } from './profile.js';
import { measureRuntimes } from './runtimes.js';
import { measureSteady, tabulateSteady } from './steady.js';
import { tabulateTargets } from './targets.js';
import { measureWeight, tabulateParts, tabulateWeight, weighPureFunctions } from './weight.js';

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
/** Other work on the machine does not slow all contestants equally. */
const loadAtStart = `Load at the start: ${(loadavg()[0] ?? NaN).toFixed(1)}.`;
const effort = options.short ? SHORT_EFFORT : EFFORT;
const steadyEffort = { ...effort.steady, rounds: Number(options.rounds ?? effort.steady.rounds) };
const noVersionBefore = installVersionBefore();
if (noVersionBefore !== undefined) console.log(`The version before is not measured. ${noVersionBefore}\n`);
const contestants = (options.among?.split(',').map(find) ?? CONTESTANTS).filter(
  (one) => one !== BEFORE || noVersionBefore === undefined,
);
/** The others are only weighed. */
const timed = contestants.filter(({ kind }) => kind !== 'checks');
const nodes = (options.node ?? (options.short ? 'here' : '20,24')).split(',').map(findNode);

/** The parts that run on each Node.js. @type {Record<string, (binary: string, results: Partial<Results>) => Promise<Table[]>>} */
const NODE_PARTS = {
  steady: async (binary, results) => {
    results.steady = await measureSteady((one) => startMinter([binary], one), steadyEffort, timed);
    return [tabulateSteady(results.steady)];
  },
  first: async (binary, results) => {
    results.firstToken = await measureFirstToken(binary, effort.firstTokenRounds, timed);
    return [tabulateFirstToken(results.firstToken)];
  },
  growth: async (binary, results) => {
    results.growth = await measureGrowth(binary, effort.growthRounds);
    return tabulateGrowth(results.growth);
  },
  profile: async (binary) => await measureProfile(binary, effort.profile.rounds, effort.profile.tokens),
};

/** The parts that run once. @type {Record<string, (weights: Map<Contestant, Weight>) => Promise<Table[]>>} */
const COMMON_PARTS = {
  weight: async (weights) => {
    for (const [one, weight] of await measureWeight(contestants)) weights.set(one, weight);
    return [tabulateWeight(weights), await tabulateParts()];
  },
  runtimes: async () => await measureRuntimes(effort.runtimes, timed),
};

const allParts = [...Object.keys(NODE_PARTS), ...Object.keys(COMMON_PARTS)];
const parts = options.only?.split(',') ?? allParts;
const unknown = parts.find((part) => !allParts.includes(part));
if (unknown !== undefined) throw new Error(`Unknown part: ${unknown}. The parts are ${allParts.join(', ')}.`);
const isEverything = options.only === undefined && options.among === undefined;

/** @type {string[]} */
const report = [];

/** @param {string[]} paragraphs */
function print(...paragraphs) {
  report.push(...paragraphs);
  for (const paragraph of paragraphs) console.log(`${paragraph}\n`);
}

if (options.short) console.log('A short run, to check that everything works. Its figures mean nothing.\n');

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
if (parts.some((part) => part in COMMON_PARTS)) print('## Weight and other runtimes');
for (const part of parts) print(...((await COMMON_PARTS[part]?.(weights)) ?? []).map(formatTable));
const pure = await weighPureFunctions();
clearBuilds();

const head = [
  '# Benchmark results',
  `Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}, with Node.js ${nodes.map(({ version }) => version).join(' and ')} on ` +
    `${process.platform} ${process.arch}, CPU ${cpus()[0]?.model ?? 'unknown'} with ${cpus().length} cores. ${loadAtStart}`,
  noVersionBefore === undefined
    ? `The version before is commit ${COMMIT_BEFORE.slice(0, 7)}.`
    : `The version before is not measured. ${noVersionBefore}`,
];
if (isEverything) {
  const targets = formatTable(
    tabulateTargets(/** @type {Results[]} */ (results), { workers: weights, pure }),
  );
  console.log([...head, targets].join('\n\n'));
  if (!options.short) {
    writeFileSync(new URL('RESULTS.md', import.meta.url), `${[...head, targets, ...report].join('\n\n')}\n`);
  }
}
