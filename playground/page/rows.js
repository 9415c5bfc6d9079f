// Converts the rows of the form from and to JSON. A row keeps what was typed, valid or not, so that nothing
// is lost between the form and the JSON. Pure.

import { readAttributes } from './reading.js';

/**
 * @typedef {object} Row
 * @property {string} key
 * @property {'text' | 'json'} kind Text is the string as typed. JSON is parsed: 45, true, null, "a string".
 * @property {string} text
 */

/**
 * @typedef {object} RowProblem
 * @property {Row} row
 * @property {'key' | 'value'} field
 * @property {string} message
 */

/** @param {Readonly<Record<string, unknown>>} attributes @returns {Row[]} */
export function rowsOf(attributes) {
  return Object.entries(attributes).map(([key, value]) =>
    typeof value === 'string'
      ? { key, kind: 'text', text: value }
      : { key, kind: 'json', text: JSON.stringify(value) },
  );
}

/** @param {readonly Row[]} rows */
export function jsonOf(rows) {
  const members = filled(rows).map(({ key, kind, text }) => {
    return `\n  ${JSON.stringify(key)}: ${kind === 'text' ? JSON.stringify(text) : text}`;
  });
  return members.length === 0 ? '{}' : `{${members.join(',')}\n}`;
}

/**
 * @param {readonly Row[]} rows
 * @returns {{ reading: import('./reading.js').Reading, problems: RowProblem[] }}
 */
export function readRows(rows) {
  /** @type {RowProblem[]} */
  const problems = [];
  /** @type {Map<string, unknown>} */
  const attributes = new Map();
  for (const row of filled(rows)) {
    const name = `attributes[${JSON.stringify(row.key)}]`;
    if (attributes.has(row.key)) {
      problems.push({ row, field: 'key', message: `${name} is also set above. This one is used.` });
    }
    const value = readValue(row);
    attributes.set(row.key, value);
    if (value === undefined) {
      const message = `${name} is not valid JSON. Enter 45, true or null, or select Text.`;
      problems.push({ row, field: 'value', message });
    }
  }
  // Object.fromEntries defines properties instead of assigning them, so a key named __proto__ is kept.
  const reading = readAttributes(Object.fromEntries(attributes));
  for (const { key, field, message } of reading.problems) {
    const row = rows.findLast((row) => row.key === key && isFilled(row));
    const isKnown = problems.some((problem) => problem.row === row && problem.field === field);
    if (row !== undefined && !isKnown) problems.push({ row, field, message });
  }
  return { reading, problems };
}

/** Returns undefined if the text is not valid JSON. @param {Row} row @returns {unknown} */
function readValue({ kind, text }) {
  if (kind === 'text') return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An empty row does not count. @param {Row} row */
function isFilled({ key, kind, text }) {
  return key !== '' || text !== '' || kind === 'json';
}

/** @param {readonly Row[]} rows */
const filled = (rows) => rows.filter(isFilled);
