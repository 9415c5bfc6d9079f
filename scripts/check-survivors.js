// After Stryker: each mutant that no test noticed must be named in stryker.survivors.js, with the reason why none can.
// With --all, as after a run over all of src, a name that no mutant has any more is a fault as well.

import { readFileSync } from 'node:fs';
import { SURVIVORS } from '../stryker.survivors.js';

/**
 * @typedef {{ status: string; replacement?: string; location: { start: { line: number } } }} Reported
 * @typedef {{ files: Record<string, { source: string; mutants: Reported[] }> }} Report
 * @typedef {import('../stryker.survivors.js').Mutant} Mutant
 */

/** In percent of all mutants. */
const MIN_SCORE = 95;

const isWhole = process.argv.includes('--all');

const REPORT = new URL('../.stryker/report.json', import.meta.url);

/** @type {unknown} */
const parsed = JSON.parse(readFileSync(REPORT, 'utf8'));
const { files } = /** @type {Report} */ (parsed);

/** @param {Mutant} mutant */
const describe = ({ file, code, replacement }) => `${file}: ${code}\n    => ${replacement}`;

/** What no test noticed, by its line, which outlives a change elsewhere in the file. */
const found = Object.entries(files).flatMap(([file, { source, mutants }]) => {
  const lines = source.split('\n');
  return mutants
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .map(({ location, replacement = '' }) => {
      return { file, code: (lines[location.start.line - 1] ?? '').trim(), replacement };
    });
});

const named = new Set(SURVIVORS.map(describe));
const unnamed = found.map(describe).filter((one) => !named.has(one));
for (const one of unnamed)
  console.error(`No test notices, and stryker.survivors.js has no reason:\n  ${one}`);

const survived = new Set(found.map(describe));
const outlived = isWhole ? [...named].filter((one) => !survived.has(one)) : [];
for (const one of outlived) console.error(`stryker.survivors.js names what does not survive:\n  ${one}`);

const total = Object.values(files).reduce((sum, { mutants }) => sum + mutants.length, 0);
const score = total === 0 ? 100 : (100 * (total - found.length)) / total;
console.log(
  `Of ${total} mutants tests notice ${total - found.length}: ${score.toFixed(1)} %. ${found.length - unnamed.length} have a reason why none does.`,
);
const isTooLow = isWhole && score < MIN_SCORE;
if (isTooLow) console.error(`That is less than ${MIN_SCORE} %.`);
process.exitCode = unnamed.length + outlived.length > 0 || isTooLow ? 1 : 0;
