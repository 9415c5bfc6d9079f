// The performance targets, and whether a run meets them. A missed target is not an error, since machines
// differ.

import { FIRST_TOKEN_SHAPES, firstTokenRatio } from './first-token.js';
import { REFUSED_AS_MANY, REFUSED_AS_ONE, refusalRatio, secondHalfOverFirst } from './growth.js';
import { find, JOSE_DOCUMENTED, JOSE_LIMIT, OURS } from './lib/contestants.js';
import { formatRatio } from './lib/table.js';
import { steadyRatio } from './steady.js';

/**
 * @typedef {object} Results - Of one version of Node.js.
 * @property {string} node
 * @property {import('./steady.js').Steady} steady
 * @property {import('./first-token.js').FirstToken} firstToken
 * @property {import('./growth.js').Growth} growth
 *
 * @typedef {{ measure: string; target: string; value: string; isMet: boolean }} Target
 */

const WEBCRYPTO_RIVALS = [JOSE_DOCUMENTED, find('hono'), find('tsndr')];
const MAX_WORKER_BYTES = 6500;

/** @param {readonly Results[]} results @param {ReadonlyMap<import('./lib/contestants.js').Contestant, import('./weight.js').Weight>} weights @returns {import('./lib/table.js').Table} */
export function tabulateTargets(results, weights) {
  const columns = results.map((one) => [
    ...steadyTargets(one),
    ...firstTokenTargets(one),
    weightTarget(weights),
    ...growthTargets(one),
  ]);
  return {
    title: 'Targets',
    text: 'The performance targets of this package, compared with the medians of this run. The jose limit is CompactSign with claims and key prepared.',
    head: ['measure', 'target', ...results.map(({ node }) => `Node.js ${node}`)],
    rows: (columns[0] ?? []).map(({ measure, target }, index) => [
      measure,
      target,
      ...columns.map((targets) => formatTarget(targets[index])),
    ]),
  };
}

/** @param {Target | undefined} target */
function formatTarget(target) {
  return target === undefined ? '' : `${target.value}, ${target.isMet ? 'met' : 'NOT met'}`;
}

/** @param {string} measure @param {number} ratio @param {number} limit @returns {Target} */
function atMost(measure, ratio, limit) {
  return { measure, target: `at most ${limit} ×`, value: formatRatio(ratio), isMet: ratio <= limit };
}

/** @param {string} measure @param {number} ratio @param {number} limit @returns {Target} */
function atLeast(measure, ratio, limit) {
  return { measure, target: `at least ${limit} ×`, value: formatRatio(ratio), isMet: ratio >= limit };
}

/** @param {string} measure @param {number} ratio @param {string} [rival] @returns {Target} */
function faster(measure, ratio, rival = '') {
  return { measure, target: 'over 1 ×', value: `${formatRatio(ratio)}${rival}`, isMet: ratio > 1 };
}

/** @param {Results} results */
function steadyTargets({ steady }) {
  return [
    atMost(
      'one at a time: time compared with the jose limit',
      steadyRatio(steady, OURS, JOSE_LIMIT, 'alone'),
      1.15,
    ),
    atMost(
      '64 in flight: time compared with the jose limit',
      steadyRatio(steady, OURS, JOSE_LIMIT, 'together'),
      1.1,
    ),
    ...WEBCRYPTO_RIVALS.map((rival) =>
      atLeast(
        `one at a time: speed compared with ${rival.name}`,
        steadyRatio(steady, rival, OURS, 'alone'),
        1.3,
      ),
    ),
    ...WEBCRYPTO_RIVALS.map((rival) =>
      atLeast(
        `64 in flight: speed compared with ${rival.name}`,
        steadyRatio(steady, rival, OURS, 'together'),
        2,
      ),
    ),
    ...[find('jsonwebtoken'), find('jsonwebtoken-key')].map((rival) =>
      faster(`64 in flight: speed compared with ${rival.name}`, steadyRatio(steady, rival, OURS, 'together')),
    ),
  ];
}

/** @param {Results} results */
function firstTokenTargets({ firstToken }) {
  return FIRST_TOKEN_SHAPES.filter(([shape]) => shape !== 'bundle').flatMap((shapes) => {
    const format = shapes[0].toUpperCase();
    const [closest] = [...firstToken.keys()]
      .filter(({ kind }) => kind === 'rival')
      .map((rival) => ({ name: rival.name, ratio: firstTokenRatio(firstToken, rival, OURS, shapes) }))
      .sort((one, other) => one.ratio - other.ratio);
    return [
      faster(
        `first token as ${format}: speed compared with the fastest rival`,
        closest?.ratio ?? NaN,
        ` (${closest?.name ?? ''})`,
      ),
      atMost(
        `first token as ${format}: time compared with ${JOSE_DOCUMENTED.name}`,
        firstTokenRatio(firstToken, OURS, JOSE_DOCUMENTED, shapes),
        0.5,
      ),
    ];
  });
}

/** @param {ReadonlyMap<import('./lib/contestants.js').Contestant, import('./weight.js').Weight>} weights @returns {Target} */
function weightTarget(weights) {
  const bytes = weights.get(OURS)?.gzipped ?? NaN;
  return {
    measure: 'gzipped size of a worker that mints a token',
    target: `at most ${MAX_WORKER_BYTES / 1000} KB`,
    value: `${(bytes / 1000).toFixed(1)} KB`,
    isMet: bytes <= MAX_WORKER_BYTES,
  };
}

/** @param {Results} results */
function growthTargets({ growth }) {
  const slopes = /** @type {const} */ (['createWidgetToken', 'estimateTokenSize']).map((name) =>
    secondHalfOverFirst(growth, name),
  );
  return [
    atMost('growth up to the size limit: second half compared with the first', Math.max(...slopes), 1.25),
    atMost('refusing 100 MB in one value: time compared with 10 KB', refusalRatio(growth, REFUSED_AS_ONE), 2),
    atMost(
      'refusing 100 MB in many values: time compared with 10 KB',
      refusalRatio(growth, REFUSED_AS_MANY),
      2,
    ),
  ];
}
