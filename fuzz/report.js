// The report of a run, in Markdown.

const integer = new Intl.NumberFormat('en');

/** @param {number} bytes */
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** @param {readonly (string | number)[]} cells */
const row = (cells) =>
  `| ${cells.map((cell) => (typeof cell === 'number' ? integer.format(cell) : cell)).join(' | ')} |`;

/**
 * @param {readonly import('./fuzz.js').Tally[]} tallies
 * @param {number} seed
 * @returns {string}
 */
export function formatReport(tallies, seed) {
  const all = tallies.reduce((sum, { inputs }) => sum + inputs, 0);
  const codes = [...new Set(tallies.flatMap(({ refused }) => [...refused.keys()]))].sort();
  return [
    `${integer.format(all)} inputs, seed ${seed}, Node.js ${process.version}. No invariant was broken.`,
    '',
    row(['target', 'inputs', 'accepted', 'refused', 'longest call', 'heap after a tenth', 'heap at the end']),
    row(['---', '---:', '---:', '---:', '---:', '---:', '---:']),
    ...tallies.map(({ title, inputs, accepted, longestMs, heapBefore, heapAfter }) =>
      row([
        title,
        inputs,
        accepted,
        inputs - accepted,
        longestMs === undefined ? '' : `${longestMs.toFixed(1)} ms`,
        megabytes(heapBefore),
        megabytes(heapAfter),
      ]),
    ),
    '',
    'Refused inputs by code; one input may have several. Outcomes in brackets are not error codes of the package.',
    '',
    row(['code', ...tallies.map(({ title }) => title)]),
    row(['---', ...tallies.map(() => '---:')]),
    ...codes.map((code) => row([code, ...tallies.map(({ refused }) => refused.get(code) ?? '')])),
    '',
  ].join('\n');
}
