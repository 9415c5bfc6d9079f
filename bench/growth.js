// Growth: how the time depends on the size of the attributes, both valid and refused. estimateTokenSize and
// validateAttributes are measured too, since a form may call them on each key press.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { formatNumber, formatRatio } from './lib/table.js';

/**
 * @typedef {import('./lib/growth-timer.js').Point} Point
 * @typedef {import('./lib/growth-timer.js').FunctionName} FunctionName
 * @typedef {import('./lib/growth-timer.js').TimedName} TimedName
 * @typedef {readonly Point[]} Growth
 */

const GROWTH_TIMER = fileURLToPath(new URL('lib/growth-timer.js', import.meta.url));

/** @type {FunctionName[]} */
const FUNCTIONS = ['createWidgetToken', 'estimateTokenSize', 'validateAttributes'];

const REFUSED_AS_ONE = ['one value', 'one value, not Latin-1'];
const REFUSED_AS_MANY = ['many values', 'many values, not Latin-1'];
const REFUSED = [...REFUSED_AS_ONE, ...REFUSED_AS_MANY];

/** 10 KB of attributes is valid, but does not fit in a token. @type {Record<FunctionName, string>} */
const FIRST_REFUSED = {
  createWidgetToken: '10 KB',
  estimateTokenSize: '100 KB',
  validateAttributes: '100 KB',
};

/** @param {string} node @param {number} rounds @returns {Promise<Growth>} */
export async function measureGrowth(node, rounds) {
  const { stdout } = await promisify(execFile)(node, [GROWTH_TIMER, String(rounds)]);
  /** @type {unknown} */
  const points = JSON.parse(stdout);
  return /** @type {Growth} */ (points);
}

/** @typedef {'time' | 'low'} Which - The median or the lower quartile. */

/** @param {Growth} growth @param {string} series @param {string} label @param {TimedName} name @param {Which} [which] */
function timeOf(growth, series, label, name, which = 'time') {
  const point = growth.find((one) => one.series === series && one.label === label && one.name === name);
  return point?.[which] ?? NaN;
}

/** Of the time at 0 %: a smaller increase is lost in the noise of WebCrypto. */
const MIN_INCREASE = 0.1;

/**
 * The increase from 50 % to 100 % of a token, divided by the increase to 50 %. Linear growth gives 1. NaN if
 * that cannot be told.
 *
 * @param {Growth} growth @param {FunctionName} name @param {Which} [which]
 */
export function secondHalfOverFirst(growth, name, which) {
  const [start, middle, end] = ['0 %', '50 %', '100 %'].map((label) =>
    timeOf(growth, 'token', label, name, which),
  );
  const first = Number(middle) - Number(start);
  return first < MIN_INCREASE * Number(start) ? NaN : (Number(end) - Number(middle)) / first;
}

/** The microseconds that V8 needs to list the keys of 100 MB. @param {Growth} growth */
function timeOfNames(growth) {
  return formatNumber(
    Math.max(...REFUSED_AS_MANY.map((series) => timeOf(growth, series, '100 MB', 'for…in'))),
  );
}

/** The time that createWidgetToken needs to refuse 100 MB in one value, divided by the time for 10 KB. @param {Growth} growth @param {Which} which */
export function refusalRatio(growth, which) {
  const ratios = REFUSED_AS_ONE.map((series) => {
    const [small, large] = ['10 KB', '100 MB'].map((label) =>
      timeOf(growth, series, label, 'createWidgetToken', which),
    );
    return Number(large) / Number(small);
  });
  return Math.max(...ratios);
}

/** The milliseconds that createWidgetToken needs to refuse 100 MB in many values. @param {Growth} growth @param {Which} which */
export function refusalMilliseconds(growth, which) {
  const times = REFUSED_AS_MANY.map((series) => timeOf(growth, series, '100 MB', 'createWidgetToken', which));
  return Math.max(...times) / 1000;
}

/** @param {Growth} growth @returns {import('./lib/table.js').Table[]} */
export function tabulateGrowth(growth) {
  return [
    {
      title: 'Growth up to the size limit of a token',
      text:
        'Microseconds per call, with attributes of 33 bytes each that fill this share of a token. "× 0 %" is the figure divided by the one for no attributes. ' +
        `The increase from 50 % to 100 % is ${formatRatio(secondHalfOverFirst(growth, 'createWidgetToken'))} (createWidgetToken) and ` +
        `${formatRatio(secondHalfOverFirst(growth, 'estimateTokenSize'))} (estimateTokenSize) the increase from 0 % to 50 %.`,
      ...tabulateSteps(growth, 'token', FUNCTIONS),
    },
    {
      title: 'Growth up to the size limit of attributes',
      text: 'The same for up to 32768 bytes of attributes. Less than a tenth of that fits in a token.',
      ...tabulateSteps(growth, 'attributes', ['estimateTokenSize', 'validateAttributes']),
    },
    {
      title: 'Refusals',
      text:
        'Microseconds per call. "Many values" have at most 32000 bytes each, within the limit of a value. V8 stores strings outside Latin-1 with two bytes per character. ' +
        '"× smallest" is the figure divided by the one for the smallest size that is refused: 10 KB of attributes is valid, but too large for a token. ' +
        `With 100 MB in many values, V8 needs ${timeOfNames(growth)} µs to return the first key in a \`for…in\` loop that reads no value.`,
      head: ['attributes', 'size', ...FUNCTIONS.flatMap((name) => [name, '× smallest'])],
      rows: REFUSED.flatMap((series) =>
        growth
          .filter((one) => one.series === series && one.name === 'createWidgetToken')
          .map(({ label }) => [
            series,
            label,
            ...FUNCTIONS.flatMap((name) => {
              const time = timeOf(growth, series, label, name);
              const isValid = label === '10 KB' && FIRST_REFUSED[name] !== label;
              const ratio = formatRatio(time / timeOf(growth, series, FIRST_REFUSED[name], name));
              return [formatNumber(time), isValid ? 'valid' : ratio];
            }),
          ]),
      ),
    },
  ];
}

/** @param {Growth} growth @param {string} series @param {readonly FunctionName[]} names */
function tabulateSteps(growth, series, names) {
  const steps = growth.filter((one) => one.series === series && one.name === names[0]);
  return {
    head: ['share of the limit', 'bytes', ...names.flatMap((name) => [name, '× 0 %'])],
    rows: steps.map(({ label, bytes }) => [
      label,
      String(bytes),
      ...names.flatMap((name) => {
        const time = timeOf(growth, series, label, name);
        return [formatNumber(time), formatRatio(time / timeOf(growth, series, '0 %', name))];
      }),
    ]),
  };
}
