// Growth: time against the size of the attributes, valid and refused. estimateTokenSize and validateAttributes
// too, as they run at each key press.

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

export const REFUSED_AS_ONE = ['one value', 'one value, not Latin-1'];
export const REFUSED_AS_MANY = ['many values', 'many values, not Latin-1'];
const REFUSED = [...REFUSED_AS_ONE, ...REFUSED_AS_MANY];

/** 10 KB of attributes are valid, but no token has room for them. @type {Record<FunctionName, string>} */
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

/** @param {Growth} growth @param {string} series @param {string} label @param {TimedName} name */
function timeOf(growth, series, label, name) {
  return growth.find((one) => one.series === series && one.label === label && one.name === name)?.time ?? NaN;
}

/** What the second half of the way to the limit costs over the first: 1 where time grows in a line. @param {Growth} growth @param {FunctionName} name */
export function secondHalfOverFirst(growth, name) {
  const [start, middle, end] = ['0 %', '50 %', '100 %'].map((label) => timeOf(growth, 'token', label, name));
  return (Number(end) - Number(middle)) / (Number(middle) - Number(start));
}

/** What it costs V8 to name the keys of 100 MB, in microseconds. @param {Growth} growth */
function timeOfNames(growth) {
  return formatNumber(
    Math.max(...REFUSED_AS_MANY.map((series) => timeOf(growth, series, '100 MB', 'for…in'))),
  );
}

/** What it costs createWidgetToken to refuse 100 MB, over 10 KB. @param {Growth} growth @param {readonly string[]} series */
export function refusalRatio(growth, series) {
  const ratios = series.map((one) => {
    const [small, large] = ['10 KB', '100 MB'].map((label) =>
      timeOf(growth, one, label, 'createWidgetToken'),
    );
    return Number(large) / Number(small);
  });
  return Math.max(...ratios);
}

/** @param {Growth} growth @returns {import('./lib/table.js').Table[]} */
export function tabulateGrowth(growth) {
  return [
    {
      title: 'Growth, up to the size of a token',
      text:
        'Microseconds for a call, with as many attributes of 33 bytes as fit into so much of a token. "× 0 %" is the figure over that of no attributes. ' +
        `From 50 % to 100 % it takes ${formatRatio(secondHalfOverFirst(growth, 'createWidgetToken'))} (createWidgetToken) and ` +
        `${formatRatio(secondHalfOverFirst(growth, 'estimateTokenSize'))} (estimateTokenSize) of what it takes from 0 % to 50 %.`,
      ...tabulateSteps(growth, 'token', FUNCTIONS),
    },
    {
      title: 'Growth, up to the limit of attributes',
      text: 'The same up to 32768 bytes of attributes, of which a token has no room for more than the first tenth.',
      ...tabulateSteps(growth, 'attributes', ['estimateTokenSize', 'validateAttributes']),
    },
    {
      title: 'Refusals',
      text:
        'Microseconds for a call. "Many values" have 32000 bytes each, so that each keeps its own limit. V8 holds text outside of Latin-1 in two bytes for a character. ' +
        'The ratio is to the smallest that is refused: 10 KB of attributes are valid, but too large for a token. ' +
        `Of 100 MB in many values, ${timeOfNames(growth)} µs are what V8 takes to give the first of the names, in a \`for…in\` that reads nothing.`,
      head: ['what is refused', 'size', ...FUNCTIONS.flatMap((name) => [name, '× smallest'])],
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
    head: ['of the limit', 'bytes', ...names.flatMap((name) => [name, '× 0 %'])],
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
