// npm run test:matrix [-- --complete] [-- 'part of a name']…: tests the packed tarball in every runtime, test
// runner, compiler and bundler that it supports. With --complete, a cell that cannot run here but could
// elsewhere fails.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MATRIX, MODULES, PROJECTS, RESULTS, ROOT } from './paths.js';
import { exec } from './process.js';
import { createProject, prepareTarball } from './project.js';
import { document, summary, table } from './table.js';

/** @import { Cell } from './cells.js' */
/** @import { Result } from './table.js' */

const CELL_TIMEOUT_MS = 300_000;

/** Installs the tools, unless they were installed from this lock file. */
async function installTools() {
  const lock = readFileSync(join(MATRIX, 'package-lock.json'), 'utf8');
  const installed = join(MODULES, '.installed-lock.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return;
  console.log('Installing the tools…');
  await exec('npm', ['ci', '--no-audit', '--no-fund'], { cwd: MATRIX, timeout: 600_000 });
  writeFileSync(installed, lock);
}

/**
 * Each name must be unique and contain no quote, so that a user can run the cell by its name.
 *
 * @param {readonly Cell[]} cells
 */
function checkNames(cells) {
  const names = cells.map(({ name }) => name);
  const wrong = names.filter((name, index) => name.includes("'") || names.indexOf(name) !== index);
  if (wrong.length > 0)
    throw new Error(`These cell names are not unique, or contain a quote: ${wrong.join(', ')}`);
}

/** @param {readonly Cell[]} cells @param {readonly string[]} wanted */
function select(cells, wanted) {
  if (wanted.length === 0) return cells;
  const chosen = wanted.flatMap((text) => {
    const exact = cells.filter(({ name }) => name === text);
    const part = text.toLowerCase();
    const matching = cells.filter(({ group, name }) => `${group}: ${name}`.toLowerCase().includes(part));
    if (matching.length === 0) throw new Error(`No cell name contains "${text}".`);
    return exact.length > 0 ? exact : matching;
  });
  return cells.filter((cell) => chosen.includes(cell));
}

/** @param {Cell} cell @param {string} tarball @param {boolean} complete @returns {Promise<Result>} */
async function runCell({ group, name, unavailable, run }, tarball, complete) {
  const row = { group, name, version: '' };
  try {
    const reason = await unavailable?.();
    if (reason !== undefined && complete && run !== undefined) throw new Error(reason);
    if (reason !== undefined) return { ...row, result: 'cannot run here', note: reason };
    if (run === undefined) throw new Error('The cell has neither `run` nor `unavailable`.');
    const { version, note } = await inTime(run(createProject(`${group} ${name}`, tarball)));
    return { ...row, version, result: 'passed', note };
  } catch (error) {
    const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.log(`\n${shown.replace(/^/gm, '  ')}\n`);
    const [reason = ''] = (error instanceof Error ? error.message : String(error))
      .replaceAll(ROOT, '')
      .split('\n');
    return { ...row, result: 'failed', note: reason };
  }
}

/** @template T @param {Promise<T>} running @returns {Promise<T>} */
async function inTime(running) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The cell took too long.')), CELL_TIMEOUT_MS);
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** @param {readonly Cell[]} cells @param {string} tarball @param {boolean} complete */
async function runAll(cells, tarball, complete) {
  /** @type {Result[]} */
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < cells.length) {
      const index = next++;
      const cell = cells[index];
      if (cell === undefined) return;
      const started = performance.now();
      const result = await runCell(cell, tarball, complete);
      results[index] = result;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${result.result}  ${cell.group}: ${cell.name} ${result.version} (${seconds} s)`);
      if (result.result === 'failed') console.log(`  run it alone: npm run test:matrix -- '${cell.name}'\n`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

async function main() {
  const { values, positionals } = parseArgs({
    options: { complete: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  await installTools();
  // Not at the top, because the cells import the tools.
  const { CELLS } = await import('./cells.js');
  checkNames(CELLS);
  const cells = select(CELLS, positionals);
  rmSync(PROJECTS, { recursive: true, force: true });
  const tarball = await prepareTarball();
  const results = await runAll(cells, tarball, values.complete);

  console.log(`\n${table(results)}\n\n${summary(results)}`);
  if (positionals.length === 0) writeFileSync(RESULTS, document(results));
  const failed = results.filter(({ result }) => result === 'failed');
  for (const { name } of failed) console.log(`failed: npm run test:matrix -- '${name}'`);
  // Exit even if a cell that took too long is still running.
  process.exit(failed.length > 0 ? 1 : 0);
}

await main();
