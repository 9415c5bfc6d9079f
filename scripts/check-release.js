// node scripts/check-release.js v0.1.0 [owner/repository]: checks whether this tag can be published.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Release
 * @property {string} tag
 * @property {string | undefined} repository `owner/name` of the repository that runs the release, if any.
 * @property {{ version: string, repository?: { url?: string } }} manifest package.json
 * @property {{ version: string, packages: Record<string, { version?: string }> }} lock package-lock.json
 * @property {string} changelog
 */

/** The reasons why a release cannot be published. @param {Release} release */
export function releaseProblems({ tag, repository, manifest, lock, changelog }) {
  const { version } = manifest;
  const problems = [];
  if (tag !== `v${version}`) problems.push(`The tag is ${tag}, but must be v${version}, as in package.json.`);
  if (lock.version !== version || lock.packages['']?.version !== version) {
    problems.push(`package-lock.json does not have version ${version}. Run npm install.`);
  }
  const heading = new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\] - \\d{4}-\\d{2}-\\d{2}$`, 'm');
  if (!heading.test(changelog)) problems.push(`CHANGELOG.md needs the heading ## [${version}] - YYYY-MM-DD.`);
  // npm rejects the provenance if package.json names another repository.
  const url = `git+https://github.com/${repository}.git`;
  if (repository !== undefined && manifest.repository?.url !== url) {
    problems.push(`package.json must name the repository: "repository": { "type": "git", "url": "${url}" }.`);
  }
  return problems;
}

/** @param {string} name @returns {unknown} */
const parse = (name) => JSON.parse(read(name));

/** @param {string} name */
const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

function main() {
  const [tag = '', repository] = process.argv.slice(2);
  const manifest = /** @type {Release['manifest']} */ (parse('package.json'));
  const lock = /** @type {Release['lock']} */ (parse('package-lock.json'));
  const problems = releaseProblems({ tag, repository, manifest, lock, changelog: read('CHANGELOG.md') });
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
