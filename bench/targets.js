// What the figures should be, and whether they are. Nothing fails where they are not: a figure is of one machine.

import { FIRST_TOKEN_SHAPES, firstTokenRatio } from './first-token.js';
import { REFUSED_AS_MANY, REFUSED_AS_ONE, refusalRatio, secondHalfOverFirst } from './growth.js';
import { DESIGN_FLOOR, find, JOSE_DOCUMENTED, OURS } from './lib/contestants.js';
import { formatRatio } from './lib/table.js';
import { steadyRatio } from './steady.js';

/**
 * @typedef {object} Results - Of one Node.js.
 * @property {string} node
 * @property {import('./steady.js').Steady} steady
 * @property {import('./first-token.js').FirstToken} firstToken
 * @property {import('./growth.js').Growth} growth
 *
 * @typedef {{ name: string; limit: string; value: string; reached: boolean }} Bar
 */

const WEBCRYPTO_RIVALS = [JOSE_DOCUMENTED, find('hono'), find('tsndr')];
const MAX_WORKER_BYTES = 6500;

/** @param {readonly Results[]} results @param {ReadonlyMap<import('./lib/contestants.js').Contestant, import('./weight.js').Weight>} weights @returns {import('./lib/table.js').Table} */
export function tabulateBars(results, weights) {
  const columns = results.map((one) => [
    ...steadyBars(one),
    ...firstTokenBars(one),
    weightBar(weights),
    ...growthBars(one),
  ]);
  return {
    title: 'The bars',
    text: 'What this package sets out to reach, computed from the medians of this run.',
    head: ['bar', 'limit', ...results.map(({ node }) => `Node.js ${node}`)],
    rows: (columns[0] ?? []).map(({ name, limit }, index) => [
      name,
      limit,
      ...columns.map((bars) => formatBar(bars[index])),
    ]),
  };
}

/** @param {Bar | undefined} bar */
function formatBar(bar) {
  return bar === undefined ? '' : `${bar.value}, ${bar.reached ? 'reached' : 'NOT reached'}`;
}

/** @param {string} name @param {number} ratio @param {number} limit @returns {Bar} */
function atMost(name, ratio, limit) {
  return { name, limit: `at most ${limit} ×`, value: formatRatio(ratio), reached: ratio <= limit };
}

/** @param {string} name @param {number} ratio @param {number} limit @returns {Bar} */
function atLeast(name, ratio, limit) {
  return { name, limit: `at least ${limit} ×`, value: formatRatio(ratio), reached: ratio >= limit };
}

/** @param {string} name @param {number} ratio @param {string} [who] @returns {Bar} */
function ahead(name, ratio, who = '') {
  return { name, limit: 'ahead', value: `${formatRatio(ratio)}${who}`, reached: ratio > 1 };
}

/** @param {Results} results */
function steadyBars({ steady }) {
  return [
    atMost(
      "the time of the design's floor, one at a time",
      steadyRatio(steady, OURS, DESIGN_FLOOR, 'alone'),
      1.15,
    ),
    atMost(
      "the time of the design's floor, 64 in flight",
      steadyRatio(steady, OURS, DESIGN_FLOOR, 'together'),
      1.1,
    ),
    ...WEBCRYPTO_RIVALS.map((rival) =>
      atLeast(`faster than ${rival.name}, one at a time`, steadyRatio(steady, rival, OURS, 'alone'), 1.3),
    ),
    ...WEBCRYPTO_RIVALS.map((rival) =>
      atLeast(`faster than ${rival.name}, 64 in flight`, steadyRatio(steady, rival, OURS, 'together'), 2),
    ),
    ...[find('jsonwebtoken'), find('jsonwebtoken-key')].map((rival) =>
      ahead(`faster than ${rival.name}, 64 in flight`, steadyRatio(steady, rival, OURS, 'together')),
    ),
  ];
}

/** @param {Results} results */
function firstTokenBars({ firstToken }) {
  return FIRST_TOKEN_SHAPES.filter(([shape]) => shape !== 'bundle').flatMap((shapes) => {
    const format = shapes[0].toUpperCase();
    const [closest] = [...firstToken.keys()]
      .filter(({ kind }) => kind === 'rival')
      .map((rival) => ({ name: rival.name, ratio: firstTokenRatio(firstToken, rival, OURS, shapes) }))
      .sort((one, other) => one.ratio - other.ratio);
    return [
      ahead(
        `first token as ${format}, before the fastest rival's`,
        closest?.ratio ?? NaN,
        ` (${closest?.name ?? ''})`,
      ),
      atMost(
        `first token as ${format}, the time of jose's as documented`,
        firstTokenRatio(firstToken, OURS, JOSE_DOCUMENTED, shapes),
        0.5,
      ),
    ];
  });
}

/** @param {ReadonlyMap<import('./lib/contestants.js').Contestant, import('./weight.js').Weight>} weights @returns {Bar} */
function weightBar(weights) {
  const bytes = weights.get(OURS)?.gzipped ?? NaN;
  return {
    name: 'weight of a worker that mints, gzipped',
    limit: `at most ${MAX_WORKER_BYTES / 1000} KB`,
    value: `${(bytes / 1000).toFixed(1)} KB`,
    reached: bytes <= MAX_WORKER_BYTES,
  };
}

/** @param {Results} results */
function growthBars({ growth }) {
  const slopes = /** @type {const} */ (['createWidgetToken', 'estimateTokenSize']).map((name) =>
    secondHalfOverFirst(growth, name),
  );
  return [
    atMost('the second half of the way to the limit, over the first', Math.max(...slopes), 1.25),
    atMost('refusing 100 MB in one value, over 10 KB', refusalRatio(growth, REFUSED_AS_ONE), 2),
    atMost('refusing 100 MB in many values, over 10 KB', refusalRatio(growth, REFUSED_AS_MANY), 2),
  ];
}
