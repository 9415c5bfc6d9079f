// The time to the first token: a new process starts, imports, mints one token and ends. The time of an empty
// process is subtracted. Measured as ESM, as CJS, and bundled into a single file, as on AWS Lambda.

import { spawnSync } from 'node:child_process';
import { buildContestant } from './lib/builds.js';
import { OURS, versionOf } from './lib/contestants.js';
import { noteFasterRivals } from './lib/faster-rivals.js';
import { interleave } from './lib/interleave.js';
import { median, summarise } from './lib/statistics.js';
import { formatFigure, formatNumber, formatRatio } from './lib/table.js';

/** @typedef {import('./lib/contestants.js').Contestant} Contestant */

/** Each with the empty process whose time is subtracted. */
export const FIRST_TOKEN_SHAPES = /** @type {const} */ ([
  ['esm', 'emptyEsm'],
  ['cjs', 'emptyCjs'],
  ['bundle', 'emptyCjs'],
]);

/** @typedef {'esm' | 'cjs' | 'bundle' | 'emptyEsm' | 'emptyCjs'} ProcessShape */
/** Milliseconds. The empty processes are listed under this package. @typedef {Map<Contestant, Partial<Record<ProcessShape, number[]>>>} FirstToken */

/**
 * @param {string} node
 * @param {number} rounds
 * @param {readonly Contestant[]} contestants
 * @returns {Promise<FirstToken>}
 */
export async function measureFirstToken(node, rounds, contestants) {
  /** @type {FirstToken} */
  const results = new Map(contestants.map((contestant) => [contestant, {}]));
  const processes = [];
  for (const shape of /** @type {const} */ (['emptyEsm', 'emptyCjs'])) {
    processes.push({ contestant: OURS, shape, file: await buildContestant(OURS, shape) });
  }
  for (const contestant of contestants) {
    for (const [shape] of FIRST_TOKEN_SHAPES) {
      processes.push({ contestant, shape, file: await buildContestant(contestant, shape) });
    }
  }
  await interleave(processes, rounds, ({ contestant, shape, file }) => {
    const start = performance.now();
    const { status, stderr } = spawnSync(node, [file], {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    const time = performance.now() - start;
    if (status !== 0) throw new Error(`${contestant.name} did not make a token as ${shape}: ${stderr}`);
    const times = results.get(contestant) ?? {};
    (times[shape] ??= []).push(time);
    results.set(contestant, times);
  });
  return results;
}

/** Without the time of an empty process. @param {FirstToken} results @param {Contestant} contestant @param {(typeof FIRST_TOKEN_SHAPES)[number]} shapes */
function netTimes(results, contestant, [shape, emptyShape]) {
  const empty = median(results.get(OURS)?.[emptyShape] ?? []);
  return (results.get(contestant)?.[shape] ?? []).map((time) => time - empty);
}

/**
 * The median of one contestant divided by the median of another.
 *
 * @param {FirstToken} results
 * @param {Contestant} one
 * @param {Contestant} other
 * @param {(typeof FIRST_TOKEN_SHAPES)[number]} shapes
 */
export function firstTokenRatio(results, one, other, shapes) {
  return median(netTimes(results, one, shapes)) / median(netTimes(results, other, shapes));
}

/** @param {FirstToken} results @returns {import('./lib/table.js').Table} */
export function tabulateFirstToken(results) {
  const contestants = [...results.keys()];
  const { esm = [], emptyEsm = [], emptyCjs = [] } = results.get(OURS) ?? {};
  return {
    title: 'First token',
    text:
      `Milliseconds from the start of a process to its end, with one import and one token: the median of ${esm.length} interleaved rounds, with the quartiles. ` +
      `The time of an empty process is subtracted: ${formatNumber(median(emptyEsm))} as ESM, ${formatNumber(median(emptyCjs))} as CJS. ` +
      'The single file is a CJS program with all of its imports, bundled and minified by esbuild.',
    head: ['contestant', 'ESM', '× ours', 'CJS', '× ours', 'single file', '× ours'],
    rows: contestants.map((contestant) => [
      `${contestant.name} ${versionOf(contestant)}`.trim(),
      ...FIRST_TOKEN_SHAPES.flatMap((shapes) => [
        formatFigure(summarise(netTimes(results, contestant, shapes))),
        formatRatio(firstTokenRatio(results, contestant, OURS, shapes)),
      ]),
    ]),
    notes: noteFasterRivals(contestants, [
      { name: 'as ESM', ratio: (rival) => firstTokenRatio(results, OURS, rival, FIRST_TOKEN_SHAPES[0]) },
      { name: 'as CJS', ratio: (rival) => firstTokenRatio(results, OURS, rival, FIRST_TOKEN_SHAPES[1]) },
      {
        name: 'as a single file',
        ratio: (rival) => firstTokenRatio(results, OURS, rival, FIRST_TOKEN_SHAPES[2]),
      },
    ]),
  };
}
