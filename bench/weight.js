// Weight: the gzipped size of a worker that mints a token, and the files that Node.js loads for one.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildContestant, buildPureFunctions, measureFiles } from './lib/builds.js';
import { checkRules } from './lib/check-rules.js';
import { OURS, versionOf } from './lib/contestants.js';
import { formatRatio } from './lib/table.js';

/**
 * @typedef {import('./lib/contestants.js').Contestant} Contestant
 * @typedef {{ gzipped: number; refusal?: string; files: number; sourceBytes: number }} Weight - Bytes, or NaN
 *   if it cannot be bundled.
 */

const LOADED_FILES = fileURLToPath(new URL('lib/loaded-files.js', import.meta.url));

/**
 * @param {readonly Contestant[]} contestants
 * @returns {Promise<Map<Contestant, Weight>>}
 */
export async function measureWeight(contestants) {
  /** @type {Map<Contestant, Weight>} */
  const weights = new Map();
  for (const contestant of contestants) {
    if (contestant.kind === 'checks') await checkRules(contestant);
    const program = await buildContestant(contestant, 'esm');
    /** @type {unknown} */
    const loaded = JSON.parse(execFileSync(process.execPath, [LOADED_FILES, program], { encoding: 'utf8' }));
    weights.set(contestant, {
      ...(await weighWorker(contestant)),
      .../** @type {{ files: number; sourceBytes: number }} */ (loaded),
    });
  }
  return weights;
}

/** A page with validateAttributes and estimateTokenSize, in bytes. */
export async function weighPureFunctions() {
  return gzippedSize(await buildPureFunctions());
}

/** @param {Contestant} contestant */
async function weighWorker(contestant) {
  try {
    const file = await buildContestant(contestant, 'worker');
    return { gzipped: gzippedSize(file) };
  } catch (error) {
    const missing = /Could not resolve "(?:node:)?(\w+)"/.exec(String(error))?.[1];
    if (missing === undefined) throw error;
    return { gzipped: NaN, refusal: `needs node:${missing}` };
  }
}

/** @param {ReadonlyMap<Contestant, Weight>} weights @returns {import('./lib/table.js').Table} */
export function tabulateWeight(weights) {
  const ours = weights.get(OURS);
  return {
    title: 'Weight',
    text:
      'An edge worker that mints a token with the claims of this bench, bundled and minified by esbuild for the platform "browser", then gzipped. ' +
      'The files are the JavaScript that Node.js loads to mint a token, as ESM, without its own modules.',
    head: ['contestant', 'worker, gzipped', '× ours', 'files loaded', '× ours', 'their size', '× ours'],
    rows: [...weights].map(([contestant, { gzipped, refusal, files, sourceBytes }]) => [
      `${contestant.name} ${versionOf(contestant)}`.trim(),
      refusal ?? formatBytes(gzipped),
      formatRatio(gzipped / (ours?.gzipped ?? NaN)),
      String(files),
      formatRatio(files / (ours?.files ?? NaN)),
      formatBytes(sourceBytes),
      formatRatio(sourceBytes / (ours?.sourceBytes ?? NaN)),
    ]),
  };
}

/** Files with fewer bytes are one row together. */
const MIN_PART_BYTES = 400;

/** What the worker's size consists of. @returns {Promise<import('./lib/table.js').Table>} */
export async function tabulateParts() {
  /** @type {Map<string, number>} */
  const parts = new Map();
  for (const [file, bytes] of await measureFiles()) {
    const isSmall = bytes < MIN_PART_BYTES;
    const part = file.includes('node_modules/jose/') ? 'jose' : isSmall ? 'smaller files of src' : file;
    parts.set(part, (parts.get(part) ?? 0) + bytes);
  }
  const total = [...parts.values()].reduce((sum, bytes) => sum + bytes, 0);
  return {
    title: 'Weight by part',
    text: 'The minified size of what is in a bundle of createWidgetToken, before gzip.',
    head: ['part', 'minified', 'share'],
    rows: [...parts, ['together', total]]
      .sort(([, one], [, other]) => Number(other) - Number(one))
      .map(([part, bytes]) => [
        String(part),
        formatBytes(Number(bytes)),
        `${((100 * Number(bytes)) / total).toFixed(0)} %`,
      ]),
  };
}

/** @param {string} file */
function gzippedSize(file) {
  return gzipSync(readFileSync(file), { level: 9 }).length;
}

/** @param {number} bytes */
export function formatBytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
