// npm run fuzz [-- --short] [--target NAME] [--runs COUNT] [--seed NUMBER] [--path PATH]: throws inputs at the built
// package, and checks what must hold for any input. README.md, beside this, says what that is.

import { parseArgs } from 'node:util';
import prettier from 'prettier';
import { Broken, fuzz } from './fuzz.js';
import { formatReport } from './report.js';
import { keepResults } from './results.js';
import { TARGETS } from './targets/index.js';

/** A short run has one input for so many of a full one. */
const SHORT = 50;

/**
 * The seed of a short run. It is a check of each change, and must fail only for what was changed; what nobody thought of
 * is for the full run to find, whose seed is another one each time.
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
  if (!/^-?\d+$/.test(text)) throw new Broken(`${text} is no whole number.`);
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
      throw new Broken(`There is no target ${name}: ${Object.keys(TARGETS).join(', ')}.`);
    const ofTarget = given.short ? Math.ceil(known.runs / SHORT) : known.runs;
    const runs = given.runs === undefined ? ofTarget : toNumber(given.runs);
    const start = performance.now();
    tallies.push(await fuzz(name, known.target, { runs, seed, path: given.path }));
    console.error(`${name}: ${runs} inputs in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
  const report = await prettier.format(formatReport(tallies, seed), { parser: 'markdown' });
  console.log(report);
  const isFull = !given.short && names.length > 1 && given.runs === undefined && given.path === undefined;
  if (isFull) await keepResults('npm run fuzz', report);
}

await run().catch((/** @type {unknown} */ error) => {
  if (!(error instanceof Broken)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
