// The time to the first token: a new process imports a contestant and mints one token. Measured as ESM, as CJS,
// and bundled into a single file, as on AWS Lambda. Each process of a contestant has one of this package before
// or after it, and the two are compared as a pair: what else the machine does then slows both.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildContestant } from './lib/builds.js';
import { OURS, versionOf } from './lib/contestants.js';
import { noteFasterRivals } from './lib/faster-rivals.js';
import { interleave } from './lib/interleave.js';
import { comparePairs, summarise } from './lib/statistics.js';
import { formatComparison, formatTime } from './lib/table.js';

/** @typedef {import('./lib/contestants.js').Contestant} Contestant */
/** @typedef {import('./lib/statistics.js').Comparison} Comparison */

/** @typedef {'esm' | 'cjs' | 'bundle'} Shape */
/** Milliseconds of the pairs. @typedef {{ ours: number[]; theirs: number[] }} Pairs */
/** @typedef {Map<Contestant, Record<Shape, Pairs>>} FirstToken */

/** @type {readonly Shape[]} */
const SHAPES = ['esm', 'cjs', 'bundle'];

const TIMER = fileURLToPath(new URL('lib/first-token-timer.js', import.meta.url));

/**
 * @param {string} node
 * @param {number} rounds
 * @param {readonly Contestant[]} contestants
 * @returns {Promise<FirstToken>}
 */
export async function measureFirstToken(node, rounds, contestants) {
  /** @type {FirstToken} */
  const results = new Map();
  const tasks = [];
  for (const contestant of contestants) {
    const pairs = {
      esm: { ours: [], theirs: [] },
      cjs: { ours: [], theirs: [] },
      bundle: { ours: [], theirs: [] },
    };
    results.set(contestant, pairs);
    for (const shape of SHAPES) {
      const ours = { contestant: OURS, shape, file: await buildContestant(OURS, shape) };
      const theirs = { contestant, shape, file: await buildContestant(contestant, shape) };
      tasks.push({ ours, theirs, pairs: /** @type {Pairs} */ (pairs[shape]) });
    }
  }
  let count = 0;
  await interleave(tasks, rounds, ({ ours, theirs, pairs }) => {
    const isOursFirst = count++ % 2 === 0;
    if (isOursFirst) pairs.ours.push(time(node, ours));
    pairs.theirs.push(time(node, theirs));
    if (!isOursFirst) pairs.ours.push(time(node, ours));
  });
  return results;
}

/** @param {string} node @param {{ contestant: Contestant; shape: Shape; file: string }} process */
function time(node, { contestant, shape, file }) {
  const args = [TIMER, shape === 'esm' ? 'import' : 'require', file];
  const { stdout, stderr } = spawnSync(node, args, { encoding: 'utf8' });
  const milliseconds = parseFloat(stdout);
  if (milliseconds > 0) return milliseconds;
  throw new Error(`${contestant.name} did not make a token as ${shape}: ${stderr}`);
}

/** The times of a contestant, compared with ours in the same pairs. @param {FirstToken} results @param {Contestant} contestant @param {Shape} shape @returns {Comparison} */
function firstTokenRatio(results, contestant, shape) {
  const { ours = [], theirs = [] } = results.get(contestant)?.[shape] ?? {};
  return comparePairs(theirs, ours);
}

/** Our times, compared with those of a contestant. @param {FirstToken} results @param {Contestant} contestant @param {Shape} shape @returns {Comparison} */
export function ourFirstTokenRatio(results, contestant, shape) {
  const { ours = [], theirs = [] } = results.get(contestant)?.[shape] ?? {};
  return comparePairs(ours, theirs);
}

/** @param {FirstToken} results @returns {import('./lib/table.js').Table} */
export function tabulateFirstToken(results) {
  const contestants = [...results.keys()];
  const rounds = results.get(OURS)?.esm.ours.length ?? 0;
  /** @param {Shape} shape */
  const ratio = (shape) => (/** @type {Contestant} */ rival) =>
    ourFirstTokenRatio(results, rival, shape).median;
  return {
    title: 'First token',
    text:
      `Milliseconds within a new process, from the import to the first token, once WebCrypto has started: the lower quartile and the median of ${rounds} processes. ` +
      '"× ours" is the median of the pairs, with the quartiles: above 1, ours is faster. Ours against itself shows the noise. ' +
      'The single file is a CJS module with all of its imports, bundled and minified by esbuild.',
    head: ['contestant', 'ESM', '× ours', 'CJS', '× ours', 'single file', '× ours'],
    rows: contestants.map((contestant) => [
      `${contestant.name} ${versionOf(contestant)}`.trim(),
      ...SHAPES.flatMap((shape) => [
        formatTime(summarise(results.get(contestant)?.[shape].theirs ?? [])),
        formatComparison(firstTokenRatio(results, contestant, shape)),
      ]),
    ]),
    notes: noteFasterRivals(contestants, [
      { name: 'as ESM', ratio: ratio('esm') },
      { name: 'as CJS', ratio: ratio('cjs') },
      { name: 'as a single file', ratio: ratio('bundle') },
    ]),
  };
}
