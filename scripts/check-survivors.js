// After Stryker: each mutant that no test noticed must be named in stryker.survivors.js, with the reason why none can.
// With --all, as after a run over all of src, a name that no mutant has any more is a fault as well.

import { readFileSync } from 'node:fs';
import { SURVIVORS } from '../stryker.survivors.js';

/**
 * @typedef {{ status: string; mutatorName: string; replacement?: string; location: { start: { line: number } } }} Mutant
 * @typedef {{ files: Record<string, { source: string; mutants: Mutant[] }> }} Report
 * @typedef {{ file: string; code: string; replacement: string }} Survivor
 */

/** In percent of all mutants. */
const MIN_SCORE = 95;

const REPORT = new URL('../.stryker/report.json', import.meta.url);

/** @type {unknown} */
const parsed = JSON.parse(readFileSync(REPORT, 'utf8'));
const { files } = /** @type {Report} */ (parsed);

/** @param {Survivor} survivor */
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
const outlived = process.argv.includes('--all') ? [...named].filter((one) => !survived.has(one)) : [];
for (const one of outlived) console.error(`stryker.survivors.js names what does not survive:\n  ${one}`);

const all = Object.values(files).flatMap(({ mutants }) =>
  mutants.filter(({ status }) => status !== 'Ignored'),
);
const score = (100 * (all.length - found.length)) / all.length;
console.log(
  `Of ${all.length} mutants tests notice ${all.length - found.length}: ${score.toFixed(1)} %. ${found.length - unnamed.length} have a reason why none does.`,
);
const isTooLow = process.argv.includes('--all') && score < MIN_SCORE;
if (isTooLow) console.error(`That is less than ${MIN_SCORE} %.`);
process.exitCode = unnamed.length + outlived.length > 0 || isTooLow ? 1 : 0;
