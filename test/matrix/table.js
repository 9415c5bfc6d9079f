// The results as a table, for a terminal and for RESULTS.md.

/**
 * @typedef {object} Result
 * @property {string} group
 * @property {string} name
 * @property {string} version
 * @property {'passed' | 'failed' | 'cannot run here'} result
 * @property {string | undefined} [note]
 */

const HEADINGS = ['group', 'cell', 'version', 'result'];

/** @param {readonly Result[]} results */
export function table(results) {
  const rows = results.map(({ group, name, version, result, note }) => [
    group,
    name,
    version,
    note === undefined ? result : `${result}: ${note}`,
  ]);
  const cells = [HEADINGS, ...rows].map((row) => row.map((text) => text.replaceAll('|', '\\|')));
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const line = (/** @type {string[]} */ row) =>
    `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [headings = [], ...body] = cells;
  return [line(headings), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

/** @param {readonly Result[]} results */
export function summary(results) {
  const count = (/** @type {Result['result']} */ which) =>
    results.filter(({ result }) => result === which).length;
  const parts = [`${count('passed')} passed`, `${count('failed')} failed`];
  return [...parts, `${count('cannot run here')} cannot run here`].join(', ');
}

/** @param {readonly Result[]} results */
export function document(results) {
  return `# Where it runs

Written by \`npm run test:matrix\`, which installs the packed tarball in a project for each row and runs it there:
${summary(results)}. The tools ran on Node.js ${process.version}, ${process.platform} ${process.arch}.

${table(results)}
`;
}
