// The performance targets, and whether a run meets them. A missed target is not an error, since machines
// differ. There is a verdict only if the machine was quiet enough for one.

import { ourFirstTokenRatio } from './first-token.js';
import { refusalMilliseconds, refusalRatio, secondHalfOverFirst } from './growth.js';
import { BEFORE, find, JOSE_DOCUMENTED, JOSE_LIMIT, OURS, WITH_CHECKS } from './lib/contestants.js';
import { formatComparison, formatNumber, formatRatio } from './lib/table.js';
import { steadyRatio } from './steady.js';
import { formatBytes } from './weight.js';

/** @typedef {import('./lib/contestants.js').Contestant} Contestant */
/** @typedef {import('./lib/statistics.js').Comparison} Comparison */

/**
 * @typedef {object} Results - Of one version of Node.js.
 * @property {string} node
 * @property {import('./steady.js').Steady} steady
 * @property {import('./first-token.js').FirstToken} firstToken
 * @property {import('./growth.js').Growth} growth
 *
 * @typedef {object} Weights
 * @property {Map<Contestant, import('./weight.js').Weight>} workers
 * @property {number} pure - Bytes of the pure functions.
 *
 * @typedef {{ measure: string; target: string; value: string }} Target
 */

const HONO = find('hono');
const TSNDR = find('tsndr');
const SYNCHRONOUS = [find('jsonwebtoken-key'), find('fast-jwt')];
const MAX_WORKER_BYTES = 10_800;
const MAX_PURE_BYTES = 5200;

/** With fewer pairs, quartiles mean nothing. */
const MIN_PAIRS = 20;

/** @param {readonly Results[]} results @param {Weights} weights @returns {import('./lib/table.js').Table} */
export function tabulateTargets(results, weights) {
  const columns = results.map((one) => [
    ...steadyTargets(one),
    ...firstTokenTargets(one),
    ...weightTargets(weights),
    ...growthTargets(one),
  ]);
  const values = columns.flat().map(({ value }) => value);
  const untold = values.filter((value) => value.endsWith(' to tell')).length;
  return {
    title: 'Targets',
    text:
      'Our time compared with that of another: below 1 ×, ours is faster. A figure is the median of interleaved pairs, with the quartiles. ' +
      'A target is met or missed only if the median, both quartiles and the ratio of the lower quartiles are on the same side of it. Otherwise the machine was too noisy to tell. ' +
      'The floor of jose is JSON.stringify, TextEncoder and CompactSign with an imported key, and no check.',
    head: ['measure', 'target', ...results.map(({ node }) => `Node.js ${node}`)],
    rows: (columns[0] ?? []).map(({ measure, target }, index) => [
      measure,
      target,
      ...columns.map((targets) => targets[index]?.value ?? ''),
    ]),
    notes: [
      ...(untold === 0
        ? []
        : [`The machine was too noisy to tell for ${untold} of these figures: there is no verdict on them.`]),
      ...[...SYNCHRONOUS, TSNDR].map(({ name, why }) => `${name}: ${why}`),
    ],
  };
}

/** @param {string} measure @param {Comparison} comparison @param {number} limit @returns {Target} */
function atMost(measure, comparison, limit) {
  const { median, low, high, ofLows, pairs } = comparison;
  const verdict = pairs < MIN_PAIRS ? 'too few pairs to tell' : judge([median, low, high, ofLows], limit);
  return { measure, target: `at most ${limit} ×`, value: `${formatComparison(comparison)}, ${verdict}` };
}

/** Something to know, which is not a target. @param {string} measure @param {Comparison} comparison @returns {Target} */
function only(measure, comparison) {
  return { measure, target: 'none', value: formatComparison(comparison) };
}

/** @param {readonly number[]} figures @param {number} limit */
function judge(figures, limit) {
  if (figures.every((figure) => figure <= limit)) return 'met';
  return figures.every((figure) => figure > limit) ? 'MISSED' : 'too noisy to tell';
}

/** @param {Results} results @returns {Target[]} */
function steadyTargets({ steady }) {
  const kinds = /** @type {const} */ ([
    ['one at a time', 'alone'],
    ['64 in flight', 'together'],
  ]);
  return kinds.flatMap(([name, what]) => [
    atMost(`${name}: the floor of jose`, steadyRatio(steady, OURS, JOSE_LIMIT, what), 1.2),
    ...[JOSE_DOCUMENTED, HONO, TSNDR].map((rival) =>
      atMost(`${name}: ${rival.name}`, steadyRatio(steady, OURS, rival, what), 1),
    ),
    ...SYNCHRONOUS.map((rival) =>
      only(`${name}: ${rival.name}, synchronous`, steadyRatio(steady, OURS, rival, what)),
    ),
  ]);
}

/** @param {Results} results @returns {Target[]} */
function firstTokenTargets({ firstToken }) {
  const shapes = /** @type {const} */ (['esm', 'cjs']);
  return shapes.flatMap((shape) => {
    const name = `first token as ${shape.toUpperCase()}`;
    /** @param {Contestant} rival */
    const ratio = (rival) => ourFirstTokenRatio(firstToken, rival, shape);
    return [
      firstToken.has(BEFORE)
        ? atMost(`${name}: ${BEFORE.name}`, ratio(BEFORE), 0.9)
        : { measure: `${name}: ${BEFORE.name}`, target: 'at most 0.9 ×', value: 'not in this clone' },
      atMost(`${name}: ${JOSE_DOCUMENTED.name}`, ratio(JOSE_DOCUMENTED), 0.4),
      shape === 'esm'
        ? atMost(`${name}: ${HONO.name}`, ratio(HONO), 0.75)
        : only(`${name}: ${HONO.name}`, ratio(HONO)),
      only(`${name}: ${TSNDR.name}`, ratio(TSNDR)),
    ];
  });
}

/** @param {Weights} weights @returns {Target[]} */
function weightTargets({ workers, pure }) {
  /** @param {string} measure @param {number} bytes @param {number} limit */
  const atMostBytes = (measure, bytes, limit) => ({
    measure,
    target: `at most ${limit / 1000} KB`,
    value: `${formatBytes(bytes)}, ${judge([bytes], limit)}`,
  });
  /** @param {Contestant} one */
  const bytesOf = (one) => workers.get(one)?.gzipped ?? NaN;
  return [
    atMostBytes('size of a worker that mints, gzipped', bytesOf(OURS), MAX_WORKER_BYTES),
    ...WITH_CHECKS.map((one) => ({
      measure: `size of such a worker: ${one.name}`,
      target: 'none',
      value: formatBytes(bytesOf(one)),
    })),
    atMostBytes('size of the pure functions, gzipped', pure, MAX_PURE_BYTES),
  ];
}

/** @param {Results} results @returns {Target[]} */
function growthTargets({ growth }) {
  const both = /** @type {const} */ (['time', 'low']);
  const slopes = both.map((which) =>
    Math.max(
      secondHalfOverFirst(growth, 'createWidgetToken', which),
      secondHalfOverFirst(growth, 'estimateTokenSize', which),
    ),
  );
  const refusals = both.map((which) => refusalRatio(growth, which));
  const milliseconds = both.map((which) => refusalMilliseconds(growth, which));
  return [
    {
      measure: 'growth up to the size limit: second half over the first',
      target: 'at most 1.25 ×',
      value: `${formatRatio(slopes[0] ?? NaN)}, ${judge(slopes, 1.25)}`,
    },
    {
      measure: 'refusing 100 MB in one value: 10 KB',
      target: 'at most 2 ×',
      value: `${formatRatio(refusals[0] ?? NaN)}, ${judge(refusals, 2)}`,
    },
    {
      measure: 'refusing 100 MB in many values',
      target: 'at most 1 ms',
      value: `${formatNumber(milliseconds[0] ?? NaN)} ms, ${judge(milliseconds, 1)}`,
    },
  ];
}
