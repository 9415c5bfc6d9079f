// The rows of the form, from and to JSON. A row holds what was typed, right or wrong: nothing is lost on the way
// between the form and the JSON. Pure.

import { readAttributes } from './reading.js';

/**
 * @typedef {object} Row
 * @property {string} key
 * @property {'text' | 'json'} kind Text is a string as it is typed; JSON is 45, true, null, "a string".
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
      problems.push({ row, field: 'key', message: `${name} stands above as well: this one counts.` });
    }
    const value = readValue(row);
    attributes.set(row.key, value);
    if (value === undefined) {
      const message = `${name} is not JSON. Type 45, true or null, or choose Text.`;
      problems.push({ row, field: 'value', message });
    }
  }
  // Object.fromEntries defines its properties, so that a key named __proto__ stays a key.
  const reading = readAttributes(Object.fromEntries(attributes));
  for (const { key, field, message } of reading.problems) {
    const row = rows.findLast((row) => row.key === key && isFilled(row));
    const isKnown = problems.some((problem) => problem.row === row && problem.field === field);
    if (row !== undefined && !isKnown) problems.push({ row, field, message });
  }
  return { reading, problems };
}

/** The value, or undefined if what was typed is not JSON. @param {Row} row @returns {unknown} */
function readValue({ kind, text }) {
  if (kind === 'text') return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A row that nothing was typed in is none. @param {Row} row */
function isFilled({ key, kind, text }) {
  return key !== '' || text !== '' || kind === 'json';
}

/** @param {readonly Row[]} rows */
const filled = (rows) => rows.filter(isFilled);
