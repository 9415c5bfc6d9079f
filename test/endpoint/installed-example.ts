// Copies an example, or the servers of a test, and installs its packages as a reader would. Only the package
// itself comes from this clone, as the tarball that would be published.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'widget-token-examples-'));

/**
 * The examples pin their dependencies, and this date pins the dependencies of those. So every run installs
 * the same versions, without a lock file in each example to keep up to date.
 */
const PUBLISHED_BEFORE = '2026-11-22';

const QUIET = {
  NEXT_TELEMETRY_DISABLED: '1',
  WRANGLER_SEND_METRICS: 'false',
  DENO_NO_UPDATE_CHECK: '1',
  CDK_DISABLE_CLI_TELEMETRY: 'true',
};

/** No example needs an AWS account, or Docker. */
const WITHOUT_AWS = {
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
  CDK_DOCKER: 'false',
};

/** The environment of a process, without the variables that Vitest, npm and AWS set. */
export function environment(env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const given = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|NODE_|AWS_|TEST$|DEV$|PROD$|MODE$)/i.test(name),
  );
  return { ...Object.fromEntries(given), ...QUIET, ...WITHOUT_AWS, ...env };
}

interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

function npm(folder: string, ...args: string[]): Output {
  const options = { cwd: folder, encoding: 'utf8', env: environment(), timeout: 900_000 } as const;
  const { status, stdout, stderr } = spawnSync('npm', args, options);
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return { stdout, stderr };
}

let tarball: string | undefined;

function pack(): string {
  const { stdout } = npm(ROOT, 'pack', '--json', '--ignore-scripts', '--pack-destination', FOLDER);
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(FOLDER, filename);
}

interface Install {
  /** Whether npm writes package-lock.json. Only CDK needs it, to find the root of the project. */
  readonly lockFile?: boolean;
}

/**
 * Copies a folder of this repository and installs it. `tools` are packages that its package.json does not
 * name.
 */
export function install(
  source: string,
  tools: readonly string[] = [],
  { lockFile = false }: Install = {},
): string {
  tarball ??= pack();
  const folder = join(FOLDER, basename(source));
  copyFiles(source, folder);
  const flags = [
    '--no-audit',
    '--no-fund',
    lockFile ? '--package-lock' : '--no-package-lock',
    '--prefer-offline',
    '--before',
    PUBLISHED_BEFORE,
  ];
  npm(folder, 'install', ...flags, tarball, ...tools);
  return folder;
}

/** Copies a folder of this repository, without what was installed or built in it, into another one. */
export function copyFiles(source: string, folder: string): void {
  cpSync(join(ROOT, source), folder, {
    recursive: true,
    filter: (path) =>
      !/[/\\](node_modules|package-lock\.json|\.next|\.wrangler|\.svelte-kit|\.react-router|cdk\.out|build|dist|\.env)$/.test(
        path,
      ),
  });
}

/** Runs a script of an example's package.json, if it has one of that name, and returns what it prints. */
export function runScript(folder: string, script: string): string {
  const { stdout, stderr } = npm(folder, 'run', '--if-present', script);
  return stdout + stderr;
}

/** Runs a command from an example's packages, and returns its output. */
export function runTool(folder: string, ...command: string[]): string {
  return npm(folder, 'exec', '--', ...command).stdout;
}

/** Writes .env from .env.example, as each README says. */
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
