// An example as a reader has it: its folder, copied, with its packages installed and its .env filled in. Only the
// package itself comes from this clone, as the tarball that would be published.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'widget-token-examples-'));

/**
 * The examples pin what they import; this pins what that imports. So a run installs the same as the last, without a
 * lock file in each example, which nobody would copy and everybody would have to keep.
 */
const PUBLISHED_BEFORE = '2026-11-22';

/** The variables that a process gets: none of Vitest's, nor of a npm that runs it. */
export function environment(env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const given = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|NODE_|TEST$|DEV$|PROD$|MODE$)/i.test(name),
  );
  const quiet = { NEXT_TELEMETRY_DISABLED: '1', WRANGLER_SEND_METRICS: 'false', DENO_NO_UPDATE_CHECK: '1' };
  return { ...Object.fromEntries(given), ...quiet, ...env };
}

function npm(folder: string, ...args: string[]): string {
  const options = {
    cwd: folder,
    encoding: 'utf8',
    env: environment(),
    timeout: 240_000,
    stdio: 'pipe',
  } as const;
  return execFileSync('npm', args, options);
}

let tarball: string | undefined;

function pack(): string {
  const report = npm(ROOT, 'pack', '--json', '--ignore-scripts', '--pack-destination', FOLDER);
  const [{ filename }] = JSON.parse(report) as [{ filename: string }];
  return join(FOLDER, filename);
}

/** Copies an example and installs it. `tools` are what its reader has and its package.json does not name. */
export function install(name: string, tools: readonly string[]): string {
  tarball ??= pack();
  const folder = join(FOLDER, name);
  cpSync(join(ROOT, 'examples', name), folder, {
    recursive: true,
    filter: (path) => !/[/\\](node_modules|\.next|\.wrangler|\.env)$/.test(path),
  });
  const flags = [
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--prefer-offline',
    '--before',
    PUBLISHED_BEFORE,
  ];
  npm(folder, 'install', ...flags, tarball, ...tools);
  return folder;
}

/** Runs a script of an example's package.json, or does nothing if it has none of that name. */
export function runScript(folder: string, script: string): void {
  npm(folder, 'run', '--if-present', script);
}

/** Runs a command that an example's packages brought, and gives what it prints. */
export function runTool(folder: string, ...command: string[]): string {
  return npm(folder, 'exec', '--', ...command);
}

/** Fills in .env.example, as each README says. */
export function writeEnv(folder: string, values: Readonly<Record<string, string>>): void {
  const example = readFileSync(join(folder, '.env.example'), 'utf8');
  const filled = Object.entries(values).reduce((text, [name, value]) => {
    const line = new RegExp(`^${name}=.*$`, 'm');
    if (!line.test(text)) throw new Error(`.env.example has no ${name}`);
    return text.replace(line, `${name}=${value}`);
  }, example);
  writeFileSync(join(folder, '.env'), filled);
}

export function removeAll(): void {
  rmSync(FOLDER, { recursive: true, force: true });
}
