// Run after Stryker: survivors.js must list each mutant that no test noticed, with the reason why no test
// can. For whole parts of src, whose names are the arguments, it also fails for an entry that no longer
// survives, and for a low score.

import { readFileSync } from 'node:fs';
import { reportOf } from './parts.js';
import { SURVIVORS } from './survivors.js';

/**
 * @typedef {{ status: string; replacement?: string; location: { start: { line: number } } }} Reported
 * @typedef {{ files: Record<string, { source: string; mutants: Reported[] }> }} Report
 * @typedef {import('./survivors.js').Mutant} Mutant
 */

/** In percent. */
const MIN_SCORE = 95;

const parts = process.argv.slice(2);

/**
 * @param {string | undefined} part
 * @returns {Report['files']}
 */
function readReport(part) {
  /** @type {unknown} */
  const report = JSON.parse(readFileSync(new URL(`../../${reportOf(part)}`, import.meta.url), 'utf8'));
  return /** @type {Report} */ (report).files;
}

/** Of all parts together, or of the lines that changed. */
const files = Object.fromEntries(
  (parts.length > 0 ? parts : [undefined]).flatMap((part) => Object.entries(readReport(part))),
);

/** @param {Mutant} mutant */
const describe = ({ file, code, replacement }) => `${file}: ${code}\n    => ${replacement}`;

/**
 * The mutants with one of these statuses. Lines are quoted, as line numbers change with any edit above.
 *
 * @param {string[]} statuses
 * @returns {Mutant[]}
 */
const mutantsWith = (...statuses) =>
  Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants
      .filter(({ status }) => statuses.includes(status))
      .map(({ location, replacement = '' }) => {
        return { file, code: (lines[location.start.line - 1] ?? '').trim(), replacement };
      });
  });

/** The mutants that no test noticed. */
const found = mutantsWith('Survived', 'NoCoverage');

const listed = new Set(SURVIVORS.map(describe));
const unlisted = found.map(describe).filter((one) => !listed.has(one));
for (const one of unlisted) {
  console.error(`No test notices this mutant, and survivors.js does not list it:\n  ${one}`);
}

// A mutant that only makes the code slower runs into the time limit on a slow machine: the verdict is the same.
const survived = new Set([...found, ...mutantsWith('Timeout')].map(describe));
const isWhole = parts.length > 0;
const outdated = isWhole
  ? SURVIVORS.filter(({ file }) => file in files)
      .map(describe)
      .filter((one) => !survived.has(one))
  : [];
for (const one of outdated) console.error(`survivors.js lists a mutant that does not survive:\n  ${one}`);

const total = Object.values(files).flatMap(({ mutants }) => mutants).length;
const score = total === 0 ? 100 : (100 * (total - found.length)) / total;
console.log(
  `Tests notice ${total - found.length} of ${total} mutants: ${score.toFixed(1)} %. ${found.length - unlisted.length} others are listed in survivors.js.`,
);
const isTooLow = isWhole && score < MIN_SCORE;
if (isTooLow) console.error(`The score must be at least ${MIN_SCORE} %.`);
process.exitCode = unlisted.length + outdated.length > 0 || isTooLow ? 1 : 0;
