// The Markdown that the bench prints and writes to RESULTS.md.

/**
 * @typedef {import('./statistics.js').Figure} Figure
 * @typedef {import('./statistics.js').Comparison} Comparison
 * @typedef {object} Table
 * @property {string} title
 * @property {string} text - Explains what was measured.
 * @property {readonly string[]} head
 * @property {readonly (readonly string[])[]} rows
 * @property {readonly string[]} [notes]
 */

/** @param {Table} table */
export function formatTable({ title, text, head, rows, notes = [] }) {
  const widths = head.map((name, column) =>
    Math.max(name.length, 3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  /** @param {readonly string[]} cells */
  const line = (cells) =>
    `| ${widths.map((width, column) => align(cells[column] ?? '', width, column)).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => '-'.repeat(width - 1) + (column === 0 ? '-' : ':')).join(' | ')} |`;
  const list = notes.length === 0 ? [] : ['', ...notes.map((note) => `- ${note}`)];
  return [`### ${title}`, '', text, '', line(head), rule, ...rows.map(line), ...list, ''].join('\n');
}

/** @param {string} cell @param {number} width @param {number} column */
function align(cell, width, column) {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

/** The lower quartile and the median. @param {Figure} figure */
export function formatTime({ median, low }) {
  return `${formatNumber(low)}, ${formatNumber(median)}`;
}

/** The median of the pairs, and their quartiles. @param {Comparison} comparison */
export function formatComparison({ median, low, high }) {
  return Number.isFinite(median) ? `${median.toFixed(2)} × (${low.toFixed(2)}–${high.toFixed(2)})` : '–';
}

/** With three significant digits: the measurements are not more precise. @param {number} number */
export function formatNumber(number) {
  if (!Number.isFinite(number)) return '–';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(number) || 1)));
  return number.toFixed(Math.min(digits, 2));
}

/** @param {number} ratio */
export function formatRatio(ratio) {
  return Number.isFinite(ratio) ? `${ratio.toFixed(2)} ×` : '–';
}
