// npm run check:reproducible [-- --keep FOLDER]: builds the package from the commit twice, in two folders,
// with the dependencies of the lock file, and compares the tarballs. --keep copies the tarball into FOLDER.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** @param {string} command @param {readonly string[]} args @param {string} cwd @param {NodeJS.ProcessEnv} [env] */
function run(command, args, cwd, env) {
  return execFileSync(command, args, {
    cwd,
    env: { ...process.env, npm_config_loglevel: 'error', ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();
}

/** Exports the commit, builds and packs it, and returns the path of the tarball. @param {string} commit @param {string} folder @param {NodeJS.ProcessEnv} env */
function build(commit, folder, env) {
  mkdirSync(folder, { recursive: true });
  const exported = join(folder, 'export.tar');
  const project = join(folder, 'project');
  mkdirSync(project);
  run('git', ['archive', '--output', exported, commit], ROOT);
  run('tar', ['-xf', exported], project);
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], project, env);
  // `npm pack` runs `prepack`, which builds the package.
  const printed = run('npm', ['pack', '--pack-destination', folder], project, env);
  return join(folder, printed.split('\n').pop() ?? '');
}

/** @param {string} file */
const sha512 = (file) => createHash('sha512').update(readFileSync(file)).digest('hex');

/** The hash of each file in a tarball. @param {string} tarball @param {string} folder */
function hashesIn(tarball, folder) {
  mkdirSync(folder);
  run('tar', ['-xzf', tarball], folder);
  const paths = run('tar', ['-tzf', tarball], folder).split('\n');
  return new Map(paths.map((path) => [path, sha512(join(folder, path))]));
}

/** @param {readonly [string, string]} tarballs @param {string} folder */
function differences([first, second], folder) {
  const [some, others] = [hashesIn(first, join(folder, 'some')), hashesIn(second, join(folder, 'others'))];
  const paths = new Set([...some.keys(), ...others.keys()]);
  return [...paths].filter((path) => some.get(path) !== others.get(path));
}

const { values } = parseArgs({ options: { keep: { type: 'string' } } });
const folder = mkdtempSync(join(tmpdir(), 'reproducible-'));
try {
  const commit = run('git', ['rev-parse', 'HEAD'], ROOT);
  console.log(`commit ${commit}`);
  // The path, the time zone and the locale must not change what is built.
  const first = build(commit, join(folder, 'a'), { TZ: 'UTC', LC_ALL: 'C' });
  const second = build(commit, join(folder, 'a longer path', 'b'), { TZ: 'Asia/Kolkata', LC_ALL: 'C.UTF-8' });
  const hashes = [first, second].map(sha512);
  for (const hash of hashes) console.log(`sha512 ${hash}  ${basename(first)}`);
  if (hashes[0] !== hashes[1]) {
    console.error(
      `The tarballs differ in ${differences([first, second], folder).join(', ') || 'the order of their files'}.`,
    );
    process.exitCode = 1;
  } else if (values.keep !== undefined) {
    cpSync(first, join(values.keep, basename(first)));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
