// npm run fuzz [-- --short] [--target NAME] [--runs COUNT] [--seed NUMBER] [--path PATH]: calls the
// built package with many inputs, and checks invariants. README.md in this folder lists them.

import { parseArgs } from 'node:util';
import prettier from 'prettier';
import { Broken, fuzz } from './fuzz.js';
import { formatReport } from './report.js';
import { writeResults } from './results.js';
import { TARGETS } from './targets/index.js';

/** A short run has a fiftieth of the inputs of a full run. */
const SHORT = 50;

/**
 * The seed of a short run. A short run checks a change, so it must fail only because of that change. A full
 * run has a new seed each time, so that it can find new cases.
 */
const SHORT_SEED = 1;

const { values: given } = parseArgs({
  options: {
    target: { type: 'string', default: '' },
    runs: { type: 'string' },
    seed: { type: 'string' },
    path: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
});

/** @param {string} text */
function toNumber(text) {
  if (!/^-?\d+$/.test(text)) throw new Broken(`${text} is not a whole number.`);
  return Number(text);
}

async function run() {
  const ownSeed = given.short ? SHORT_SEED : Date.now() % 2 ** 31;
  const seed = given.seed === undefined ? ownSeed : toNumber(given.seed);
  const names = given.target === '' ? Object.keys(TARGETS) : [given.target];
  const tallies = [];
  for (const name of names) {
    const known = TARGETS[name];
    if (known === undefined)
      throw new Broken(`There is no target ${name}. The targets are ${Object.keys(TARGETS).join(', ')}.`);
    const ofTarget = given.short ? Math.ceil(known.runs / SHORT) : known.runs;
    const runs = given.runs === undefined ? ofTarget : toNumber(given.runs);
    const start = performance.now();
    tallies.push(await fuzz(name, known.target, { runs, seed, path: given.path }));
    console.error(`${name}: ${runs} inputs in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
  const report = await prettier.format(formatReport(tallies, seed), { parser: 'markdown' });
  console.log(report);
  const isFull = !given.short && names.length > 1 && given.runs === undefined && given.path === undefined;
  if (isFull) await writeResults('npm run fuzz', report);
}

await run().catch((/** @type {unknown} */ error) => {
  if (!(error instanceof Broken)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
