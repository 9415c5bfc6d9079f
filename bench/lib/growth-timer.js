// Times this package's functions for attributes of growing size. growth.js starts it on the measured Node.js.

import { createWidgetToken, estimateTokenSize, validateAttributes } from 'amazon-connect-widget-token';
import { secret, widgetId } from './claims.js';
import { interleave } from './interleave.js';
import { summarise } from './statistics.js';

/**
 * @typedef {Record<string, string>} Attributes
 * @typedef {'createWidgetToken' | 'estimateTokenSize' | 'validateAttributes'} FunctionName
 * @typedef {FunctionName | 'for…in'} TimedName
 * @typedef {object} Point
 * @property {string} series
 * @property {string} label
 * @property {number} bytes - The size of all keys and values.
 * @property {TimedName} name
 * @property {number} time - Microseconds per call: the median.
 * @property {number} low - The lower quartile.
 */

const STEPS = 10;
const MAX_ATTRIBUTES_BYTES = 32_768;
const REFUSED_BYTES = { '10 KB': 1e4, '100 KB': 1e5, '1 MB': 1e6, '10 MB': 1e7, '100 MB': 1e8 };

/** Each value is within the limit of a value, so that only the total is refused. */
const BYTES_OF_ONE_OF_MANY = 32_000;

/** The clock is too coarse for one short call. Slow tasks do not run in every round. */
const MICROSECONDS_TOGETHER = 500;
const MAX_MICROSECONDS_OF_A_TASK = 1_500_000;

const rounds = Number(process.argv[2]);

/** @type {Record<TimedName, (attributes: Attributes) => unknown>} */
const FUNCTIONS = {
  createWidgetToken: (attributes) =>
    createWidgetToken({ widgetId, secret, attributes }).catch(() => undefined),
  estimateTokenSize: (attributes) => {
    try {
      estimateTokenSize({ widgetId, attributes });
    } catch {
      // The refusal is timed, too.
    }
  },
  validateAttributes,
  // Only the time that V8 needs before it returns the first key.
  'for…in': (attributes) => {
    for (const key in attributes) return key;
    return undefined;
  },
};

/** @type {FunctionName[]} */
const OURS = ['createWidgetToken', 'estimateTokenSize', 'validateAttributes'];
/** @type {TimedName[]} */
const ALL = [...OURS, 'for…in'];

/** Attributes like those of a form: 33 bytes each, and the last one shorter. @param {number} bytes @returns {Attributes} */
function makeAttributes(bytes) {
  const count = Math.ceil(bytes / 33);
  /** @type {Attributes} */
  const attributes = {};
  for (let index = 0; index < count; index++) {
    const key = `attribute_${String(index).padStart(4, '0')}`;
    attributes[key] = 'x'.repeat(Math.max(0, Math.min(33, bytes - 33 * index) - key.length));
  }
  return attributes;
}

/** @param {Attributes} attributes */
function countBytes(attributes) {
  return Object.entries(attributes).reduce((sum, entry) => sum + Buffer.byteLength(entry.join('')), 0);
}

/** How many bytes of attributes made by `makeAttributes` fit into a token. */
function maxTokenAttributes() {
  let bytes = 0;
  while (estimateTokenSize({ widgetId, attributes: makeAttributes(bytes + 1) }).fits) bytes++;
  return bytes;
}

/**
 * Makes a flat string, as a request would. `'x'.repeat(bytes)` would be a tree of shared parts in V8. V8
 * stores Latin-1 strings with one byte per character, and others with two.
 *
 * @param {number} bytes @param {'x' | '€'} character
 */
function makeString(bytes, character) {
  return Buffer.alloc(bytes - (bytes % Buffer.byteLength(character)), character).toString('utf8');
}

/** @param {number} bytes @param {'x' | '€'} character @returns {Attributes} */
function makeMany(bytes, character) {
  const count = Math.ceil(bytes / BYTES_OF_ONE_OF_MANY);
  const value = makeString(Math.floor(bytes / count), character);
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key_${index}`, value]));
}

/** @param {string} series @param {string} label @param {Attributes} attributes @param {readonly TimedName[]} names */
function makeTasks(series, label, attributes, names = OURS) {
  const bytes = countBytes(attributes);
  return names.map((name) => ({
    series,
    label,
    bytes,
    name,
    attributes,
    times: /** @type {number[]} */ ([]),
    spent: 0,
  }));
}

/** @param {string} series @param {number} limit @param {FunctionName[]} [names] */
function makeSteps(series, limit, names) {
  return Array.from({ length: STEPS + 1 }, (_, step) =>
    makeTasks(series, `${(100 * step) / STEPS} %`, makeAttributes(Math.floor((limit * step) / STEPS)), names),
  );
}

/** @param {ReturnType<typeof makeTasks>[number]} task */
async function time(task) {
  if (task.spent > MAX_MICROSECONDS_OF_A_TASK) return;
  const call = FUNCTIONS[task.name];
  const calls = Math.max(1, Math.round(MICROSECONDS_TOGETHER / (task.times.at(-1) ?? MICROSECONDS_TOGETHER)));
  const start = performance.now();
  for (let left = calls; left > 0; left--) await call(task.attributes);
  const microseconds = (performance.now() - start) * 1000;
  task.times.push(microseconds / calls);
  task.spent += microseconds;
}

const tasks = [
  ...makeSteps('token', maxTokenAttributes()),
  ...makeSteps('attributes', MAX_ATTRIBUTES_BYTES, ['estimateTokenSize', 'validateAttributes']),
  ...Object.entries(REFUSED_BYTES).flatMap(([label, bytes]) => [
    makeTasks('one value', label, { value: makeString(bytes, 'x') }),
    makeTasks('one value, not Latin-1', label, { value: makeString(bytes, '€') }),
    makeTasks('many values', label, makeMany(bytes, 'x'), ALL),
    makeTasks('many values, not Latin-1', label, makeMany(bytes, '€'), ALL),
  ]),
].flat();
await interleave(tasks, rounds, time);

/** Without the first half of the rounds, which warm up V8. @type {Point[]} */
const points = tasks.map(({ series, label, bytes, name, times }) => {
  const measured = times.slice(Math.floor(times.length / 2));
  const { median, low } = summarise(measured);
  return { series, label, bytes, name, time: median, low };
});
console.log(JSON.stringify(points));
