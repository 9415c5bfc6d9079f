// Converts the rows of the form from and to JSON. A row keeps what was typed, valid or not, so that nothing
// is lost between the form and the JSON. Pure.

import { stringifyAttributes, WidgetTokenError } from 'amazon-connect-widget-token';
import { readAttributes } from './reading.js';

/**
 * @typedef {'text' | 'number' | 'boolean' | 'null' | 'json'} Kind `json` is for what the form does not offer:
 *   an array or an object from the JSON view.
 * @typedef {object} Row
 * @property {string} key
 * @property {Kind} kind
 * @property {string} text As typed. Empty if the kind is null.
 */

/**
 * @typedef {object} RowProblem
 * @property {Row} row
 * @property {'key' | 'value'} field
 * @property {string} message
 * @property {boolean} prevents Whether the widget would not open.
 */

/** @param {Readonly<Record<string, unknown>>} attributes @returns {Row[]} */
export function rowsOf(attributes) {
  return Object.entries(attributes).map(([key, value]) => {
    if (typeof value === 'string') return { key, kind: 'text', text: value };
    if (value === null) return { key, kind: 'null', text: '' };
    if (typeof value === 'number' || typeof value === 'boolean') {
      return { key, kind: /** @type {Kind} */ (typeof value), text: String(value) };
    }
    return { key, kind: 'json', text: JSON.stringify(value) };
  });
}

/** @param {readonly Row[]} rows */
export function jsonOf(rows) {
  const members = filled(rows).map((row) => `\n  ${JSON.stringify(row.key)}: ${jsonOfValue(row)}`);
  return members.length === 0 ? '{}' : `{${members.join(',')}\n}`;
}

/** @param {Row} row */
function jsonOfValue({ kind, text }) {
  if (kind === 'text') return JSON.stringify(text);
  return kind === 'null' ? 'null' : text;
}

/** The rows whose value is not text. @param {readonly Row[]} rows */
export const notText = (rows) => filled(rows).filter(({ kind }) => kind !== 'text');

/**
 * The row as text, as stringifyAttributes makes it, or undefined if it leaves the value out. What it refuses
 * becomes text as it was typed.
 *
 * @param {Row} row
 * @returns {Row | undefined}
 */
export function asText(row) {
  try {
    const { value: text } = stringifyAttributes({
      value: readValue(row) ?? (row.kind === 'null' ? null : row.text),
    });
    return text === undefined ? undefined : { key: row.key, kind: 'text', text };
  } catch (error) {
    if (error instanceof WidgetTokenError) return { key: row.key, kind: 'text', text: row.text };
    throw error;
  }
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
      const message = `${name} is also set above. This one is used.`;
      problems.push({ row, field: 'key', message, prevents: false });
    }
    const value = readValue(row);
    attributes.set(row.key, value);
    if (value === undefined) {
      problems.push({ row, field: 'value', message: `${name} ${UNREADABLE[row.kind]}`, prevents: true });
    }
  }
  // Object.fromEntries defines properties instead of assigning them, so a key named __proto__ is kept.
  const reading = readAttributes(Object.fromEntries(attributes));
  for (const { key, field, message } of reading.problems) {
    const row = rows.findLast((row) => row.key === key && isFilled(row));
    const isKnown = problems.some(
      (problem) => problem.row === row && problem.field === field && problem.prevents,
    );
    if (row !== undefined && !isKnown) problems.push({ row, field, message, prevents: true });
  }
  return { reading, problems };
}

/** @type {Partial<Record<Kind, string>>} */
const UNREADABLE = {
  number: 'is not a number. Enter one such as 45, or select Text.',
  json: 'is not valid JSON. Fix it, or select Text.',
};

/** Returns undefined if the text cannot be read as its kind. @param {Row} row @returns {unknown} */
function readValue({ kind, text }) {
  if (kind === 'text') return text;
  if (kind === 'null') return null;
  try {
    /** @type {unknown} */
    const value = JSON.parse(text);
    return kind === 'json' || typeof value === kind ? value : undefined;
  } catch {
    return undefined;
  }
}

/** An empty row does not count. @param {Row} row */
function isFilled({ key, kind, text }) {
  return key !== '' || text !== '' || kind !== 'text';
}

/** @param {readonly Row[]} rows */
const filled = (rows) => rows.filter(isFilled);
